#ifdef __linux__
#define _GNU_SOURCE
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#include "csystem_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <unistd.h>

int csystem_become_subreaper(void) {
#ifdef __linux__
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#else
    errno = ENOTSUP;
    return -1;
#endif
}

static volatile sig_atomic_t signal_descriptor = -1;

static void forward(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    /* A full pipe already holds a cancellation: the byte may be lost. */
    ssize_t ignored = write((int)signal_descriptor, &byte, 1);
    (void)ignored;
    errno = saved;
}

void csystem_catch_signals(int descriptor) {
    static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
    signal_descriptor = descriptor;
    for (size_t index = 0; index < sizeof caught / sizeof caught[0]; index++) {
        struct sigaction current;
        if (sigaction(caught[index], NULL, &current) == 0 && current.sa_handler == SIG_IGN) continue;
        struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        sigaction(caught[index], &action, NULL);
    }
}

void csystem_ignore_write_signals(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

void csystem_unblock_signals(void) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void csystem_open_standard_descriptors(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) != -1) continue;
        /* The lowest free number is the missing one, because those below it are open. */
        if (open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY) < 0) return;
    }
}

void csystem_enlarge_pipe(int descriptor, int bytes) {
#ifdef __linux__
    fcntl(descriptor, F_SETPIPE_SZ, bytes);
#else
    (void)descriptor;
    (void)bytes;
#endif
}

int csystem_pipe(int descriptors[2]) {
    if (pipe(descriptors) != 0) return -1;
    for (int side = 0; side < 2; side++) fcntl(descriptors[side], F_SETFD, FD_CLOEXEC);
    return 0;
}

int csystem_make_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

long csystem_raise_descriptor_limit(long wanted) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    if (limit.rlim_cur < (rlim_t)wanted && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max < (rlim_t)wanted ? limit.rlim_max : (rlim_t)wanted;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    return limit.rlim_cur > (rlim_t)wanted ? wanted : (long)limit.rlim_cur;
}

#ifdef __linux__
int csystem_wait_kind(int64_t call, const uint64_t arguments[6]) {
    switch (call) {
    case SYS_read: case SYS_readv: case SYS_pread64: case SYS_recvfrom: case SYS_recvmsg: case SYS_recvmmsg: case SYS_splice:
        return CSYSTEM_WAIT_READ;
    case SYS_write: case SYS_writev: case SYS_pwrite64: case SYS_sendto: case SYS_sendmsg: case SYS_sendmmsg: case SYS_sendfile:
        return CSYSTEM_WAIT_WRITE;
    case SYS_connect:
        return CSYSTEM_WAIT_CONNECT;
    case SYS_accept: case SYS_accept4:
        return CSYSTEM_WAIT_ACCEPT;
    case SYS_flock:
        return CSYSTEM_WAIT_LOCK;
    case SYS_fcntl:
        return arguments[1] == F_SETLKW || arguments[1] == F_OFD_SETLKW ? CSYSTEM_WAIT_LOCK : CSYSTEM_WAIT_OTHER;
    case SYS_ppoll:
        return CSYSTEM_WAIT_POLL;
    case SYS_pselect6:
        return CSYSTEM_WAIT_SELECT;
    case SYS_epoll_pwait:
#ifdef SYS_epoll_pwait2
    case SYS_epoll_pwait2:
#endif
        return CSYSTEM_WAIT_EPOLL;
    case SYS_openat:
#ifdef SYS_openat2
    case SYS_openat2:
#endif
        return CSYSTEM_WAIT_OPEN_AT;
    case SYS_nanosleep: case SYS_clock_nanosleep:
        return CSYSTEM_WAIT_SLEEP;
    case SYS_wait4: case SYS_waitid:
        return CSYSTEM_WAIT_CHILD;
    case SYS_futex:
        return CSYSTEM_WAIT_THREAD;
    case SYS_rt_sigsuspend: case SYS_rt_sigtimedwait:
        return CSYSTEM_WAIT_SIGNAL;
/* Calls that only older kinds of processors have. */
#ifdef SYS_poll
    case SYS_poll:
        return CSYSTEM_WAIT_POLL;
#endif
#ifdef SYS_select
    case SYS_select:
        return CSYSTEM_WAIT_SELECT;
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
        return CSYSTEM_WAIT_EPOLL;
#endif
#ifdef SYS_open
    case SYS_open:
        return CSYSTEM_WAIT_OPEN;
#endif
#ifdef SYS_pause
    case SYS_pause:
        return CSYSTEM_WAIT_SIGNAL;
#endif
    default:
        return CSYSTEM_WAIT_OTHER;
    }
}
#else
int csystem_wait_kind(int64_t call, const uint64_t arguments[6]) {
    (void)call;
    (void)arguments;
    return CSYSTEM_WAIT_OTHER;
}
#endif
