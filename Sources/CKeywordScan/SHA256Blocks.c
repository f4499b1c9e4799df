#include "CKeywordScan.h"

#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

static const uint32_t constants[64] __attribute__((aligned(64))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool scan_can_hash(void) {
  unsigned a, b, c, d;
  // SSSE3 and SSE4.1, then SHA.
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 9)) || !(c & (1u << 19))) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
}

// Two rounds. Volatile, as ``TIE`` is, so that the compiler leaves both in the order in which they are
// written: it would else move all looking at places behind the rounds, and nothing would overlap.
#define TWO_ROUNDS(to, from, words)                                                               \
  __asm__ volatile("sha256rnds2 %2, %1, %0" : "+x"(to) : "x"(from), "Yz"(words))
#define TIE(value) __asm__ volatile("" : "+r"(value))

#define FOUR_ROUNDS(message, round, LOOK)                                                         \
  words = _mm_add_epi32(message, _mm_load_si128((const __m128i *)(constants + round)));           \
  TWO_ROUNDS(high, low, words);                                                                   \
  LOOK(round)                                                                                     \
  words = _mm_shuffle_epi32(words, 0x0E);                                                         \
  TWO_ROUNDS(low, high, words);

// The next four words of the message schedule, in place of the oldest.
#define SCHEDULE(a, b, c, d)                                                                      \
  a = _mm_sha256msg2_epu32(                                                                       \
      _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4)), d);

#define SIXTEEN_MORE(round, LOOK)                                                                 \
  SCHEDULE(m0, m1, m2, m3) FOUR_ROUNDS(m0, round, LOOK)                                           \
  SCHEDULE(m1, m2, m3, m0) FOUR_ROUNDS(m1, round + 4, LOOK)                                       \
  SCHEDULE(m2, m3, m0, m1) FOUR_ROUNDS(m2, round + 8, LOOK)                                       \
  SCHEDULE(m3, m0, m1, m2) FOUR_ROUNDS(m3, round + 12, LOOK)

#define MESSAGE(offset)                                                                           \
  _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + offset)), big_endian)

/// The rounds of all blocks; `LOOK(n)` is put into each four of them, n = 0, 4, … 60.
#define HASH_BLOCKS(LOOK)                                                                         \
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);          \
  __m128i words = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);               \
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);          \
  __m128i low = _mm_alignr_epi8(words, high, 8);                                                  \
  high = _mm_blend_epi16(high, words, 0xF0);                                                      \
  for (; blocks > 0; blocks--) {                                                                  \
    const __m128i low_before = low, high_before = high;                                           \
    __m128i m0 = MESSAGE(0), m1 = MESSAGE(16), m2 = MESSAGE(32), m3 = MESSAGE(48);                \
    FOUR_ROUNDS(m0, 0, LOOK)                                                                      \
    FOUR_ROUNDS(m1, 4, LOOK)                                                                      \
    FOUR_ROUNDS(m2, 8, LOOK)                                                                      \
    FOUR_ROUNDS(m3, 12, LOOK)                                                                     \
    SIXTEEN_MORE(16, LOOK)                                                                        \
    SIXTEEN_MORE(32, LOOK)                                                                        \
    SIXTEEN_MORE(48, LOOK)                                                                        \
    low = _mm_add_epi32(low, low_before);                                                         \
    high = _mm_add_epi32(high, high_before);                                                      \
    bytes += 64;                                                                                  \
    first += 64;                                                                                  \
  }                                                                                               \
  words = _mm_shuffle_epi32(low, 0x1B);                                                           \
  high = _mm_shuffle_epi32(high, 0xB1);                                                           \
  low = _mm_blend_epi16(words, high, 0xF0);                                                       \
  high = _mm_alignr_epi8(high, words, 8);                                                         \
  _mm_storeu_si128((__m128i *)state, low);                                                        \
  _mm_storeu_si128((__m128i *)(state + 4), high);

#define HAS_SHA __attribute__((target("sha,sse4.1,ssse3")))

#define NO_LOOK(offset)

HAS_SHA void scan_hash_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  uint32_t first = 0;
  HASH_BLOCKS(NO_LOOK)
}

#define LOOK_AT(offset, fold)                                                                     \
  {                                                                                               \
    uint32_t piece;                                                                               \
    memcpy(&piece, bytes + (offset), 4);                                                          \
    const uint32_t hash = scan_piece_hash(piece | fold, shift);                                   \
    *next = first + (offset);                                                                     \
    next += (pieces[hash >> 6] >> (hash & 63)) & 1;                                               \
    TIE(next);                                                                                    \
  }
#define LOOK_EXACTLY(offset) LOOK_AT(offset, 0) LOOK_AT(offset + 2, 0)
#define LOOK_FOLDING(offset) LOOK_AT(offset, 0x20202020u) LOOK_AT(offset + 2, 0x20202020u)

#define PLACES_HASHING(name, LOOK)                                                                \
  HAS_SHA static size_t name(const scan_filter *filter, uint32_t state[8], const uint8_t *bytes,  \
                             size_t blocks, uint32_t first, uint32_t *restrict places) {          \
    const uint64_t *restrict pieces = filter->pieces;                                             \
    const uint32_t shift = filter->shift;                                                         \
    uint32_t *restrict next = places;                                                             \
    HASH_BLOCKS(LOOK)                                                                             \
    return (size_t)(next - places);                                                               \
  }

PLACES_HASHING(places_hashing_exactly, LOOK_EXACTLY)
PLACES_HASHING(places_hashing_folding, LOOK_FOLDING)

size_t scan_places_hashing(const scan_filter *filter, uint32_t state[8], const uint8_t *bytes,
                           size_t blocks, uint32_t first, uint32_t *places) {
  return filter->folds ? places_hashing_folding(filter, state, bytes, blocks, first, places)
                       : places_hashing_exactly(filter, state, bytes, blocks, first, places);
}

#else

bool scan_can_hash(void) { return false; }

void scan_hash_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  (void)state, (void)bytes, (void)blocks;
}

size_t scan_places_hashing(const scan_filter *filter, uint32_t state[8], const uint8_t *bytes,
                           size_t blocks, uint32_t first, uint32_t *places) {
  (void)filter, (void)state, (void)bytes, (void)blocks, (void)first, (void)places;
  return 0;
}

#endif
