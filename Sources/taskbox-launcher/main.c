/*
 The direct child of taskbox: starts one command, adopts everything that descends from it, and tells taskbox exactly when
 the command ended and when nothing of it is left. Under bubblewrap it is process 1 of the sandbox, so that the command is
 not. Speaks the protocol of csystem_launch.h on its standard input.
 */
#ifdef __linux__
#define _GNU_SOURCE
#include <sys/prctl.h>
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "csystem_launch.h"
#include "csystem_process.h"
#include "launcher.h"

static int control = STDIN_FILENO;
static int child_signals[2];

static void note_child(int number) {
    (void)number;
    int saved = errno;
    ssize_t ignored = write(child_signals[1], "c", 1);
    (void)ignored;
    errno = saved;
}

static void send_event(struct csystem_launch_event event) {
    char *position = (char *)&event;
    size_t left = sizeof event;
    while (left > 0) {
        ssize_t count = write(control, position, left);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return; /* taskbox is gone; the loop will see the end of the stream. */
        position += count;
        left -= (size_t)count;
    }
}

static uint64_t microseconds(struct timeval time) { return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec; }

static struct csystem_launch_event empty_event(bool leftovers) {
    struct rusage usage;
    memset(&usage, 0, sizeof usage);
    getrusage(RUSAGE_CHILDREN, &usage);
    struct csystem_launch_event event = {.kind = CSYSTEM_LAUNCH_EMPTY};
    event.flags = leftovers ? CSYSTEM_LAUNCH_FLAG_LEFTOVERS : 0;
    event.user_microseconds = microseconds(usage.ru_utime);
    event.system_microseconds = microseconds(usage.ru_stime);
#ifdef __APPLE__
    event.peak_memory_kibibytes = (uint64_t)usage.ru_maxrss / 1024;
#else
    event.peak_memory_kibibytes = (uint64_t)usage.ru_maxrss;
#endif
    /* The kernel counts in blocks of 512 bytes, whatever those of the disk are. */
    event.bytes_read = (uint64_t)usage.ru_inblock * 512;
    event.bytes_written = (uint64_t)usage.ru_oublock * 512;
    return event;
}

static uint64_t monotonic_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static struct csystem_launch_event ended_event(int status, bool leftovers, uint64_t start) {
    struct csystem_launch_event event = {.kind = CSYSTEM_LAUNCH_ENDED};
    event.detail = WIFSIGNALED(status) ? 1 : 0;
    event.value = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    event.elapsed_microseconds = monotonic_microseconds() - start;
    event.flags = leftovers ? CSYSTEM_LAUNCH_FLAG_LEFTOVERS : 0;
    return event;
}

/* Foundation leaks the descriptor by which it sees our end: it must not reach the command. */
static void keep_descriptors_from_command(void) {
#ifdef __linux__
    if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
#endif
    long most = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 3; descriptor < (most > 4096 ? 4096 : most); descriptor++) {
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
}

static void prepare_signals(void) {
    csystem_unblock_signals();
    /* A stray signal to the launcher must not open the cage: only SIGKILL ends it, and taskbox sees that. */
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGTSTP, SIGTTIN, SIGTTOU};
    for (size_t index = 0; index < sizeof ignored / sizeof ignored[0]; index++) signal(ignored[index], SIG_IGN);
    csystem_pipe(child_signals);
    csystem_make_nonblocking(child_signals[0]);
    csystem_make_nonblocking(child_signals[1]);
    struct sigaction action = {.sa_handler = note_child, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
}

/* The command writes to the pipes; as long as we held them too, taskbox could not see their end. */
static void let_go_of_output(void) {
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null < 0) return;
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    close(null);
}

/* Reaps what ended. Returns whether the command is among it and, in `childless`, whether nothing is left. */
static bool reap_children(pid_t command, int *status, bool *childless) {
    bool ended = false;
    *childless = false;
    for (;;) {
        int one;
        pid_t pid = waitpid(-1, &one, WNOHANG);
        if (pid < 0 && errno == EINTR) continue;
        if (pid < 0) *childless = errno == ECHILD;
        if (pid <= 0) return ended;
        if (pid == command) {
            ended = true;
            *status = one;
        }
    }
}

static void supervise(pid_t command, bool has_terminal) {
    uint64_t start = monotonic_microseconds();
    bool command_ended = false;
    for (;;) {
        struct pollfd sources[2] = {{.fd = child_signals[0], .events = POLLIN}, {.fd = control, .events = POLLIN}};
        if (poll(sources, 2, -1) < 0 && errno != EINTR) return;
        char drained[256];
        while (read(child_signals[0], drained, sizeof drained) > 0) continue;
        int status;
        bool childless;
        if (reap_children(command, &status, &childless) && !command_ended) {
            command_ended = true;
            send_event(ended_event(status, !childless, start));
        }
        if (childless) {
            send_event(empty_event(false));
            return;
        }
        if (!sources[1].revents) continue;
        char order;
        ssize_t count = read(control, &order, 1);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            kill_all();
            return;
        }
        if (order == CSYSTEM_LAUNCH_ORDER_TERMINATE) terminate_all(has_terminal);
        if (order == CSYSTEM_LAUNCH_ORDER_KILL && getpid() == 1) {
            /* The kernel ends a namespace with its first process, faster than any fork bomb grows. */
            struct csystem_launch_event usage = empty_event(false);
            usage.kind = CSYSTEM_LAUNCH_USAGE;
            send_event(usage);
            _exit(0);
        }
        if (order == CSYSTEM_LAUNCH_ORDER_KILL) {
            bool leftovers = !kill_all();
            send_event(empty_event(leftovers));
            return;
        }
    }
}

/* Becomes another program that dies together with taskbox: for helpers such as git, which need no supervision. */
static int become_helper(char **words) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
    csystem_unblock_signals();
    execv(words[0], words);
    perror(words[0]);
    return 126;
}

int main(int count, char **words) {
    if (count > 2 && strcmp(words[1], CSYSTEM_LAUNCH_HELPER_OPTION) == 0) return become_helper(words + 2);
    if (count > 2 && strcmp(words[1], CSYSTEM_LAUNCH_ENVIRONMENT_OPTION) == 0) return write_environment(words[2]);
    if (count > 3 && strcmp(words[1], CSYSTEM_LAUNCH_JOIN_OPTION) == 0) return join_groups(words + 2);
    if (count > 4 && strcmp(words[1], CSYSTEM_LAUNCH_LIMIT_OPTION) == 0) return limit_processes(words + 2);
    prepare_signals();
    keep_descriptors_from_command();
    csystem_become_subreaper();
    struct csystem_launch_event event = {.kind = CSYSTEM_LAUNCH_READY};
    send_event(event);
    struct request request;
    int error = read_request(control, &request);
    int stage = CSYSTEM_LAUNCH_STAGE_REQUEST;
    if (!error && count > 2 && strcmp(words[1], CSYSTEM_LAUNCH_MOUNTED_OPTION) == 0) {
        stage = CSYSTEM_LAUNCH_STAGE_MOUNT;
        error = check_mounts(words + 2);
    }
    if (!error && request.wants_terminal) {
        stage = CSYSTEM_LAUNCH_STAGE_TERMINAL;
        error = open_terminal(control, &request);
    }
    pid_t command = error ? -1 : start_command(&request, &stage, &error);
    if (command < 0) {
        event.kind = CSYSTEM_LAUNCH_FAILED;
        event.value = error;
        event.detail = stage;
        send_event(event);
        return 125;
    }
    let_go_of_output();
    if (request.input >= 0) close(request.input);
    event.kind = CSYSTEM_LAUNCH_STARTED;
    event.value = command;
    send_event(event);
    supervise(command, request.wants_terminal);
    return 0;
}
