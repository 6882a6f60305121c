/*
 Limits that taskbox itself must not be under: taken on by the launcher before it becomes the engine, so that everything
 of the task is under them from its first moment.
 */
#ifdef __linux__
#define _GNU_SOURCE
#include <sched.h>
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "launcher.h"

/* The variables that reach the user's service manager are for the program that started us, not for the task's engine. */
static int become(char **words) {
    unsetenv("XDG_RUNTIME_DIR");
    unsetenv("DBUS_SESSION_BUS_ADDRESS");
    execv(words[0], words);
    perror(words[0]);
    return 126;
}

int join_groups(char **words) {
    for (; *words && strcmp(*words, "--") != 0; words++) {
        int file = open(*words, O_WRONLY | O_CLOEXEC);
        /* Zero stands for whoever writes it. */
        if (file < 0 || write(file, "0", 1) != 1) {
            fprintf(stderr, "%s: %s\n", *words, strerror(errno));
            return 126;
        }
        close(file);
    }
    if (!words[0] || !words[1]) return 126;
    return become(words + 1);
}

/* The first processors of those that we may run on. */
static int limit_processors(long wanted) {
#ifdef __linux__
    cpu_set_t ours, chosen;
    CPU_ZERO(&chosen);
    if (sched_getaffinity(0, sizeof ours, &ours) != 0) return -1;
    for (int number = 0; number < CPU_SETSIZE && wanted > 0; number++) {
        if (!CPU_ISSET(number, &ours)) continue;
        CPU_SET(number, &chosen);
        wanted--;
    }
    return sched_setaffinity(0, sizeof chosen, &chosen);
#else
    (void)wanted;
    return 0;
#endif
}

int limit_processes(char **words) {
    char *end;
    unsigned long long bytes = strtoull(words[0], &end, 10);
    if (*end || bytes == 0) return 126;
    struct rlimit memory = {(rlim_t)bytes, (rlim_t)bytes};
    long processors = strtol(words[1], &end, 10);
    if (*end || processors < 1) return 126;
    if (setrlimit(RLIMIT_AS, &memory) != 0 || limit_processors(processors) != 0) {
        perror("limits");
        return 126;
    }
    return become(words + 2);
}
