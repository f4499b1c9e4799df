#ifndef CKEYWORDSCAN_H
#define CKEYWORDSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Tells at which places of a text a keyword may stand. All tables belong to the caller.
///
/// Every keyword has pieces of four bytes in `pieces`, so that wherever it stands one of them stands at
/// an even place. A bit stands for all pieces of one hash, so that a place may be named where no
/// keyword stands; none is left out.
typedef struct {
  /// A bit for each hash of four bytes that a keyword holds, maybe with bytes around it.
  const uint64_t *pieces;
  /// The same of eight bytes, for those of a keyword's pieces that four more of its bytes follow.
  const uint64_t *doubles;
  /// The same of six bytes, for those that two or three more follow.
  const uint64_t *longs;
  /// The same as `pieces`, by another hash, for those that have no six.
  const uint64_t *shorts;
  /// 32 less the binary logarithm of the number of bits in each table.
  uint32_t shift;
  /// Whether letters of both cases are alike: all pieces are then of bytes with bit 0x20 set.
  bool folds;
} scan_filter;

/// The place in `pieces` of a piece, which holds its bytes in the order of the text, the first lowest.
static inline uint32_t scan_piece_hash(uint32_t piece, uint32_t shift) {
  return (piece * 0x9E3779B1u) >> shift;
}
/// The place in `doubles` of eight bytes.
static inline uint32_t scan_double_hash(uint64_t piece, uint32_t shift) {
  return (uint32_t)((piece * 0xD6E8FEB86659FD93ull) >> (shift + 32));
}
/// The place in `longs` of six bytes, the lower ones of `piece`.
static inline uint32_t scan_long_hash(uint64_t piece, uint32_t shift) {
  return (uint32_t)(((piece << 16) * 0x9E3779B97F4A7C15ull) >> (shift + 32));
}
/// The place in `shorts` of a piece.
static inline uint32_t scan_short_hash(uint32_t piece, uint32_t shift) {
  return (piece * 0x85EBCA6Bu) >> shift;
}

/// Writes to `places` the offsets, plus `first`, of the places in `bytes` at which a keyword may stand,
/// ascending, and returns how many there are.
///
/// Looks at the even offsets below `count`. `available` bytes can be read, and a piece that would need
/// more is taken to go on with zeros. `places` has room for `count / 2 + 1` of them.
size_t scan_places(const scan_filter *filter, const uint8_t *bytes, size_t count, size_t available,
                   uint32_t first, uint32_t *places);

/// Keeps of `places` those at which a longer look at the text finds what a keyword holds; returns how
/// many are left. The places, less `first`, are offsets in `bytes`, of which `available` can be read.
size_t scan_narrow(const scan_filter *filter, const uint8_t *bytes, size_t available, uint32_t first,
                   uint32_t *places, size_t count);

/// Whether this processor has instructions for SHA-256, and ``scan_hash_blocks`` can be called.
bool scan_can_hash(void);

/// Adds `blocks` blocks of 64 bytes to a SHA-256 in the making (FIPS 180-4), whose words are in `state`.
void scan_hash_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/// Does what ``scan_hash_blocks`` and ``scan_places`` do, at the cost of the former: each round of
/// SHA-256 waits for the one before, and meanwhile the places are looked at.
///
/// A byte behind the last block must be readable.
size_t scan_places_hashing(const scan_filter *filter, uint32_t state[8], const uint8_t *bytes,
                           size_t blocks, uint32_t first, uint32_t *places);

/// How many newlines there are.
size_t scan_newlines(const uint8_t *bytes, size_t count);

/// The offset after the last `byte` in `bytes[start..<end]`, or `start` where there is none.
size_t scan_start(uint8_t byte, const uint8_t *bytes, size_t start, size_t end);

/// The offset of the first newline or `.`, `!` or `?` in `bytes[start..<end]`, or `end` where there is none.
size_t scan_sentence_end(const uint8_t *bytes, size_t start, size_t end);

#endif
