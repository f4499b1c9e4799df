#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser with its buffers. Not thread-safe; one document at a time.
typedef struct scan_json_parser scan_json_parser;

/// A value inside the document that its parser parsed last; dangling after the next parse.
typedef struct {
  const void *document;
  size_t index;
} scan_json_value;

/// A place in an array or object.
typedef struct {
  scan_json_value here;
  scan_json_value end;
  bool is_object;
} scan_json_iterator;

/// The kinds of JSON values; `SCAN_JSON_INTEGER` is one that fits into 64 bits.
typedef enum {
  SCAN_JSON_NULL,
  SCAN_JSON_BOOLEAN,
  SCAN_JSON_INTEGER,
  SCAN_JSON_NUMBER,
  SCAN_JSON_STRING,
  SCAN_JSON_ARRAY,
  SCAN_JSON_OBJECT
} scan_json_kind;

scan_json_parser *scan_json_parser_create(void);
void scan_json_parser_destroy(scan_json_parser *parser);

/// Parses `length` bytes (copied; no padding needed). Returns 0, else simdjson's error code.
int scan_json_parse(scan_json_parser *parser, const char *bytes, size_t length,
                    scan_json_value *root);
/// English text of an error code; static.
const char *scan_json_error(int code);

scan_json_kind scan_json_kind_of(scan_json_value value);
bool scan_json_boolean(scan_json_value value);
int64_t scan_json_integer(scan_json_value value);
double scan_json_number(scan_json_value value);
/// The decoded bytes of a string (UTF-8, not terminated); valid as long as the value.
const char *scan_json_string(scan_json_value value, size_t *length);
/// Looks a key up in an object; false where the value is no object or has no such key.
bool scan_json_find(scan_json_value object, const char *key, size_t key_length,
                    scan_json_value *found);
/// A set of names, in which other names may seem to be too.
typedef struct {
  uint64_t words[4];
} scan_json_name_set;
/// The place of a name in the 256 bits of a set, by its length and three of its bytes.
///
/// The factors were chosen so that the names that logs often have rarely meet another one that is
/// looked for.
static inline uint8_t scan_json_name_place(const char *name, size_t length) {
  if (length == 0) return 0;
  unsigned first = (unsigned char)name[0];
  unsigned third = (unsigned char)name[length / 3];
  unsigned last = (unsigned char)name[length - 1];
  return (uint8_t)(length * 191 + first * 203 + last * 76 + third * 3);
}
/// All names in an object; none where the value is no object.
scan_json_name_set scan_json_names(scan_json_value object);
/// Starts at the first member or element; false where the value is neither array nor object.
bool scan_json_iterate(scan_json_value container, scan_json_iterator *iterator);
/// Gives the next member (`key` is set for objects) and moves on; false at the end.
bool scan_json_next(scan_json_iterator *iterator, const char **key, size_t *key_length,
                    scan_json_value *value);

#ifdef __cplusplus
}
#endif
#endif
