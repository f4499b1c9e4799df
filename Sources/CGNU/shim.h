#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

// glibc declares these only under _GNU_SOURCE, which Swift's view of its headers is without.
#ifdef __linux__
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *actions, const char *path);
extern int pipe2(int ends[2], int flags);
extern ssize_t getdents64(int folder, void *entries, size_t size);
extern void *memmem(const void *text, size_t length, const void *part, size_t partLength);
#endif
