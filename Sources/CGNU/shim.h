#include <sched.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// glibc declares these only under _GNU_SOURCE, which Swift's view of its headers is without.
#ifdef __linux__
extern long syscall(long number, ...);

// openat2(2), which glibc has no function for: in one call, below the folder and through no symbolic
// link. Fails where the kernel is older than 5.6, or forbids it.
static inline int scan_open_beneath(int folder, const char *path, int flags) {
  const uint64_t noMagicLinks = 0x02, noSymbolicLinks = 0x04, beneath = 0x08;
  struct {
    uint64_t flags, mode, resolve;
  } how = {(uint64_t)flags, 0, noMagicLinks | noSymbolicLinks | beneath};
  const long openat2 = 437;
  return (int)syscall(openat2, folder, path, &how, sizeof how);
}

extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *actions, const char *path);
extern int pipe2(int ends[2], int flags);
extern ssize_t getdents64(int folder, void *entries, size_t size);
extern int sched_getaffinity(pid_t process, size_t size, cpu_set_t *processors);
extern void *memmem(const void *text, size_t length, const void *part, size_t partLength);

// How many processors this process may use; 0 where that can't be told.
static inline int scan_usable_processors(void) {
  cpu_set_t usable = {{0}};
  if (sched_getaffinity(0, sizeof usable, &usable) != 0) return 0;
  int count = 0;
  for (size_t word = 0; word < sizeof usable.__bits / sizeof usable.__bits[0]; word++)
    count += __builtin_popcountll(usable.__bits[word]);
  return count;
}
#endif
