#include "CKeywordScan.h"

#include <string.h>

static inline uint32_t load4(const uint8_t *bytes) {
  uint32_t piece;
  memcpy(&piece, bytes, 4);
  return piece;
}

static inline uint64_t load8(const uint8_t *bytes) {
  uint64_t piece;
  memcpy(&piece, bytes, 8);
  return piece;
}

static inline uint64_t bit(const uint64_t *table, uint32_t place) {
  return table[place >> 6] >> (place & 63);
}

/// Four bytes, with zeros for those that are not available.
static inline uint32_t load_end(const uint8_t *bytes, size_t available) {
  uint8_t copy[4] = {0, 0, 0, 0};
  memcpy(copy, bytes, available < 4 ? available : 4);
  return load4(copy);
}

/// The bits to be set are known where it is called, so that each call has a loop of its own.
static inline __attribute__((always_inline)) size_t
places_of(const scan_filter *filter, const uint8_t *bytes, size_t count, size_t available,
          uint32_t first, uint32_t *restrict places, uint32_t fold) {
  const uint64_t *restrict pieces = filter->pieces;
  const uint32_t shift = filter->shift;
  uint32_t *next = places;
  size_t index = 0;
  size_t whole = available < 3 ? 0 : available - 3;
  if (whole > count) whole = count;
  // The place is always written, and kept where it counts: no branch is to be foretold.
#pragma clang loop unroll_count(8)
  for (; index < whole; index += 2) {
    *next = first + (uint32_t)index;
    next += bit(pieces, scan_piece_hash(load4(bytes + index) | fold, shift)) & 1;
  }
  for (; index < count; index += 2) {
    *next = first + (uint32_t)index;
    const uint32_t piece = load_end(bytes + index, available - index) | fold;
    next += bit(pieces, scan_piece_hash(piece, shift)) & 1;
  }
  return (size_t)(next - places);
}

size_t scan_places(const scan_filter *filter, const uint8_t *bytes, size_t count, size_t available,
                   uint32_t first, uint32_t *places) {
  return filter->folds ? places_of(filter, bytes, count, available, first, places, 0x20202020u)
                       : places_of(filter, bytes, count, available, first, places, 0);
}

size_t scan_narrow(const scan_filter *given, const uint8_t *bytes, size_t available, uint32_t first,
                   uint32_t *places, size_t count) {
  const scan_filter filter = *given;
  const uint64_t fold = filter.folds ? 0x2020202020202020ull : 0;
  uint32_t *next = places;
  for (size_t index = 0; index < count; index++) {
    const uint32_t place = places[index];
    const size_t offset = place - first;
    uint64_t piece;
    if (offset + 8 <= available) {
      piece = load8(bytes + offset);
    } else {
      uint8_t copy[8] = {0};
      memcpy(copy, bytes + offset, available - offset);
      piece = load8(copy);
    }
    piece |= fold;
    const uint64_t stands = bit(filter.doubles, scan_double_hash(piece, filter.shift))
                            | bit(filter.longs, scan_long_hash(piece, filter.shift))
                            | bit(filter.shorts, scan_short_hash((uint32_t)piece, filter.shift));
    *next = place;
    next += stands & 1;
  }
  return (size_t)(next - places);
}

typedef uint8_t sixteen_bytes __attribute__((vector_size(16)));

size_t scan_newlines(const uint8_t *bytes, size_t count) {
  size_t total = 0, index = 0;
  while (count - index >= 16) {
    // Each of the sixteen sums holds up to 255.
    sixteen_bytes sums = {0};
    size_t end = index + 255 * 16 < count ? index + 255 * 16 : count - 15;
    for (; index < end; index += 16) {
      sixteen_bytes piece;
      memcpy(&piece, bytes + index, 16);
      sums -= (sixteen_bytes)(piece == '\n');
    }
    for (int sum = 0; sum < 16; sum++) total += sums[sum];
  }
  for (; index < count; index++) total += bytes[index] == '\n';
  return total;
}

size_t scan_start(uint8_t byte, const uint8_t *bytes, size_t start, size_t end) {
  const uint64_t ones = 0x0101010101010101ull, highs = 0x8080808080808080ull;
  while (end - start >= 8) {
    // Bytes that are the one sought become zero, and only those get their highest bit set.
    const uint64_t piece = load8(bytes + end - 8) ^ (ones * byte);
    if ((piece - ones) & ~piece & highs) break;
    end -= 8;
  }
  while (end > start && bytes[end - 1] != byte) end--;
  return end;
}

static inline bool ends_sentence(uint8_t byte) {
  return byte == '\n' || byte == '.' || byte == '!' || byte == '?';
}

size_t scan_sentence_end(const uint8_t *bytes, size_t start, size_t end) {
  while (end - start >= 16) {
    sixteen_bytes piece;
    memcpy(&piece, bytes + start, 16);
    const sixteen_bytes found = (sixteen_bytes)(piece == '\n') | (sixteen_bytes)(piece == '.')
                                | (sixteen_bytes)(piece == '!') | (sixteen_bytes)(piece == '?');
    uint64_t halves[2];
    memcpy(halves, &found, 16);
    if (halves[0] | halves[1]) break;
    start += 16;
  }
  while (start < end && !ends_sentence(bytes[start])) start++;
  return start;
}
