#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

int write_environment(const char *path) {
    /* Never into something that the task has put there. */
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool failed = file < 0;
    for (char **entry = environ; !failed && *entry; entry++) {
        const char *position = *entry;
        size_t left = strlen(position) + 1;
        while (!failed && left > 0) {
            ssize_t count = write(file, position, left);
            if (count < 0 && errno == EINTR) continue;
            failed = count < 0;
            if (failed) break;
            position += count;
            left -= (size_t)count;
        }
    }
    if (failed) perror(path);
    return failed ? 125 : 0;
}
