#ifdef __linux__
#include <sys/prctl.h>
#endif
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csystem_launch.h"

struct failure {
    int stage;
    int error;
};

static void reset_signals(void) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The descriptor that becomes standard input, or -1. */
static int open_input(const struct request *request) {
    if (request->input < 0) return open("/dev/null", O_RDONLY);
    if (!request->wants_terminal) return request->input;
    /* The session is new and has none yet: this one becomes its own, with the command in its foreground. */
    if (ioctl(request->input, TIOCSCTTY, 0) != 0) return -1;
    return dup2(request->input, STDOUT_FILENO) < 0 || dup2(request->input, STDERR_FILENO) < 0 ? -1 : request->input;
}

static void become_command(const struct request *request, int report) {
    struct failure failure = {CSYSTEM_LAUNCH_STAGE_EXECUTE, 0};
    /* Without a session of its own the command could read from, and be stopped by, the user's terminal. */
    setsid();
#ifdef __linux__
    /* If even the launcher is killed, the command itself does not outlive it. */
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
    int input = open_input(request);
    umask(022);
    if (input > STDERR_FILENO) fcntl(input, F_SETFD, FD_CLOEXEC);
    reset_signals();
    /* The control socket is ours alone: a command that could speak on it could say that it has ended well. */
    if (input < 0 || dup2(input, STDIN_FILENO) < 0) {
        failure.stage = request->wants_terminal ? CSYSTEM_LAUNCH_STAGE_TERMINAL : CSYSTEM_LAUNCH_STAGE_FORK;
    } else if (chdir(request->folder) != 0) {
        failure.stage = CSYSTEM_LAUNCH_STAGE_FOLDER;
    } else {
        execve(request->executable, request->arguments, request->environment);
    }
    failure.error = errno;
    ssize_t ignored = write(report, &failure, sizeof failure);
    (void)ignored;
    _exit(127);
}

pid_t start_command(const struct request *request, int *stage, int *error) {
    int report[2];
    *stage = CSYSTEM_LAUNCH_STAGE_FORK;
    if (pipe(report) != 0) {
        *error = errno;
        return -1;
    }
    fcntl(report[0], F_SETFD, FD_CLOEXEC);
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    pid_t child = fork();
    if (child == 0) become_command(request, report[1]);
    *error = errno;
    close(report[1]);
    struct failure failure = {0, 0};
    ssize_t count = child < 0 ? 0 : read(report[0], &failure, sizeof failure);
    close(report[0]);
    if (child >= 0 && count != (ssize_t)sizeof failure) return child;
    if (child >= 0) {
        *stage = failure.stage;
        *error = failure.error;
    }
    return -1;
}
