// Little-endian fields out of and into bounded memory. A reader that ran past its end stays failed.
#ifndef BYTES_H
#define BYTES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct reader {
  const unsigned char *at;
  size_t left;
  bool failed;
};

static inline const unsigned char *read_bytes(struct reader *reader, size_t size) {
  if (reader->failed || size > reader->left) {
    reader->failed = true;
    return NULL;
  }
  const unsigned char *bytes = reader->at;
  reader->at += size;
  reader->left -= size;
  return bytes;
}

static inline uint64_t read_number(struct reader *reader, size_t size) {
  const unsigned char *bytes = read_bytes(reader, size);
  uint64_t value = 0;
  for (size_t i = 0; bytes && i < size; i++) value |= (uint64_t)bytes[i] << (8 * i);
  return value;
}

// A string of u32 length that is followed by its NUL, so that it can be used where it lies. NULL when malformed.
static inline const char *read_string(struct reader *reader) {
  size_t size = (size_t)read_number(reader, 4);
  const unsigned char *bytes = size < reader->left ? read_bytes(reader, size + 1) : NULL;
  if (!bytes || bytes[size] != 0 || memchr(bytes, 0, size)) {
    reader->failed = true;
    return NULL;
  }
  return (const char *)bytes;
}

static inline unsigned char *put_number(unsigned char *at, uint64_t value, size_t size) {
  for (size_t i = 0; i < size; i++) *at++ = (unsigned char)(value >> (8 * i));
  return at;
}
#endif
