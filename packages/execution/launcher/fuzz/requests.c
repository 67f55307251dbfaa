// Feeds mutated requests to the parser. Each input is copied to memory of exactly its size, so that the sanitizers see
// every read beyond it. Without libFuzzer it drives itself: usage: requests SECONDS [SEED]
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bytes.h"
#include "request.h"
#include "wire.h"

static bool leads_out(const char *path) {
  size_t length = strlen(path);
  return path[0] == '/' || strncmp(path, "../", 3) == 0 || strstr(path, "/../") || (length >= 3 && strcmp(path + length - 3, "/..") == 0);
}

static void decode_all(const unsigned char *head, size_t size) {
  static struct hello hello;
  static struct command command;
  struct file_header header;
  struct snapshot_request snapshot;
  struct errand errand;
  uint32_t lane;
  const char *directory;
  if (decode_hello(head, size, &hello))
    for (uint32_t i = 0; i < hello.mount_count; i++)
      if (!is_mount_path(hello.mounts[i].from) || !is_mount_target(hello.mounts[i].at)) abort();
  if (decode_command(head, size, &command)) {
    size_t total = 0;
    for (const char **argument = command.argv; *argument; argument++) total += strlen(*argument);
    for (const char **variable = command.envp; *variable; variable++) total += strlen(*variable);
    if (total > size || leads_out(command.directory) || command.profile >= PROFILE_COUNT || command.join >= JOIN_COUNT || (command.join && command.stdin_is_brought)) abort();
  }
  if (decode_file_header(head, size, &header) && leads_out(header.path)) abort();
  if (decode_snapshot(head, size, &snapshot) && leads_out(snapshot.directory)) abort();
  if (decode_directory(head, size, &directory) && leads_out(directory)) abort();
  if (decode_courier(head, size, &lane) && lane > MAX_LANE) abort();
  if (decode_errand(head, size, &errand) && (errand.path[0] != '/' || strlen(errand.path) >= size)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct frame frame;
  unsigned char *copy = malloc(size ? size : 1);
  memcpy(copy, data, size);
  if (size >= FRAME_HEADER_BYTES && parse_frame_header(copy, &frame) && (frame.head_bytes > MAX_HEAD_BYTES || frame.body_bytes > MAX_BODY_BYTES)) abort();
  decode_all(copy, size);
  free(copy);
  return 0;
}

#ifndef LIBFUZZER
static uint64_t state;

static uint32_t random_number(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 32) % below;
}

static unsigned char *put_string(unsigned char *at, const char *text) {
  at = put_number(at, strlen(text), 4);
  memcpy(at, text, strlen(text) + 1);
  return at + strlen(text) + 1;
}

// A well-formed request of each kind, to start from.
static size_t write_hello(unsigned char *buffer) {
  unsigned char *at = put_number(put_number(put_number(buffer, PROTOCOL_VERSION, 4), 1, 4), 2, 4);
  at = put_string(put_string(at, "/opt/node"), "/opt/node");
  at = put_string(put_string(at, "/root/.pyenv/versions/3.11"), "/opt/python");
  return (size_t)(at - buffer);
}

static size_t write_command(unsigned char *buffer) {
  unsigned char *at = put_number(put_number(put_number(put_number(put_number(buffer, 1, 1), JOIN_FOLLOW, 1), 7, 4), 7, 8), 0, 1);
  for (int i = 0; i < 6; i++) at = put_number(at, 64 << 20, 8);
  at = put_number(put_number(at, 20, 4), 3, 4);
  at = put_string(put_string(put_string(at, "/usr/bin/env"), "a b"), "");
  at = put_string(put_string(put_number(at, 1, 4), "PATH=/usr/bin"), "work");
  return (size_t)(at - buffer);
}

static size_t write_file(unsigned char *buffer) { return (size_t)(put_string(put_number(buffer, 1, 1), "a/b/main.c") - buffer); }

static size_t write_snapshot(unsigned char *buffer) { return (size_t)(put_string(put_number(buffer, 1 << 20, 8), "feedback") - buffer); }

static size_t write_errand(unsigned char *buffer) { return (size_t)(put_string(put_number(put_number(put_number(put_number(put_number(buffer, 7, 4), 7, 8), 7, 8), 7, 8), 7, 8), "/srv/tests/1.in") - buffer); }

static size_t mutate(unsigned char *buffer, size_t size, size_t room) {
  static const uint32_t EDGES[] = {0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xffffffff, MAX_HEAD_BYTES, MAX_ARGUMENTS + 1};
  for (uint32_t i = random_number(6); i > 0 && size > 4; i--) {
    uint32_t at = random_number((uint32_t)size - 4);
    switch (random_number(5)) {
      case 0: buffer[at] = (unsigned char)random_number(256); break;
      case 1: put_number(buffer + at, EDGES[random_number(sizeof EDGES / sizeof *EDGES)], 4); break;
      case 2: size = at; break;
      case 3: size += random_number(32) < room - size ? random_number(32) : 0; break;
      default: memcpy(buffer + at, random_number(2) ? "/../" : "//./", 4); break;
    }
  }
  return size < room ? size : room;
}

int main(int argc, char **argv) {
  static size_t (*const KINDS[])(unsigned char *) = {write_hello, write_command, write_file, write_snapshot, write_errand};
  double seconds = argc > 1 ? atof(argv[1]) : 5;
  uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL), count = 0;
  state = seed * 2654435761u + 88172645463325252ull;
  clock_t end = clock() + (clock_t)(seconds * CLOCKS_PER_SEC);
  while (clock() < end)
    for (int i = 0; i < 1000; i++, count++) {
      unsigned char buffer[1024] = {0};
      size_t size = KINDS[random_number(5)](buffer);
      LLVMFuzzerTestOneInput(buffer, mutate(buffer, size, sizeof buffer));
    }
  printf("%llu requests, seed %llu\n", (unsigned long long)count, (unsigned long long)seed);
  return 0;
}
#endif
