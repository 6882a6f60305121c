#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "csystem_process.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* The terminal that was made raw, and what it was set to before; written before any handler can run. */
static volatile sig_atomic_t raw_terminal = -1;
static struct termios modes_before;

static volatile sig_atomic_t watcher = -1;

void csystem_restore_terminal(void) {
    int terminal = (int)raw_terminal;
    if (terminal < 0) return;
    raw_terminal = -1;
    int saved = errno;
    /* In the background the system would stop us for this, and the terminal is somebody else's then. */
    if (tcgetpgrp(terminal) == getpgrp()) tcsetattr(terminal, TCSANOW, &modes_before);
    errno = saved;
}

/* Crashes, for which the language's runtime may have a handler that tells where, and signals that just end a process. */
static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2};
enum { fatal_count = sizeof fatal / sizeof fatal[0], crash_count = 6 };
static struct sigaction actions_before[fatal_count];

/* The terminal first, then what was meant to happen. */
static void restore_and_die(int number) {
    csystem_restore_terminal();
    for (int index = 0; index < fatal_count; index++) {
        if (fatal[index] == number) sigaction(number, &actions_before[index], NULL);
    }
    raise(number);
}

static void restore_at_any_end(void) {
    static bool is_done = false;
    if (is_done) return;
    is_done = true;
    atexit(csystem_restore_terminal);
    for (int index = 0; index < fatal_count; index++) {
        struct sigaction *before = &actions_before[index];
        if (sigaction(fatal[index], NULL, before) != 0 || before->sa_handler == SIG_IGN) continue;
        /* A handler of crashes would wait in vain for the crash to come again after a signal that was only sent. */
        if (index >= crash_count) before->sa_handler = SIG_DFL;
        struct sigaction action = {.sa_handler = restore_and_die, .sa_flags = SA_NODEFER};
        sigemptyset(&action.sa_mask);
        sigaction(fatal[index], &action, NULL);
    }
}

int csystem_make_terminal_raw(int terminal) {
    struct termios modes;
    if (raw_terminal != terminal) {
        if (tcgetattr(terminal, &modes_before) != 0) return -1;
        restore_at_any_end();
    }
    modes = modes_before;
    cfmakeraw(&modes);
    raw_terminal = terminal;
    if (tcsetattr(terminal, TCSANOW, &modes) == 0) return 0;
    raw_terminal = -1;
    return -1;
}

void csystem_copy_terminal_size(int from, int to) {
    struct winsize size;
    if (ioctl(from, TIOCGWINSZ, &size) == 0) ioctl(to, TIOCSWINSZ, &size);
}

void csystem_copy_terminal_modes(int from, int to) {
    struct termios modes;
    if (raw_terminal == from) {
        tcsetattr(to, TCSANOW, &modes_before);
    } else if (tcgetattr(from, &modes) == 0) {
        tcsetattr(to, TCSANOW, &modes);
    }
}

static void tell_watcher(int number) {
    (void)number;
    int saved = errno;
    if (watcher >= 0) {
        /* A full pipe says it already. */
        ssize_t ignored = write((int)watcher, "w", 1);
        (void)ignored;
    }
    errno = saved;
}

void csystem_watch_terminal(int descriptor) {
    watcher = descriptor;
    struct sigaction action = {.sa_handler = descriptor < 0 ? SIG_DFL : tell_watcher, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGWINCH, &action, NULL);
    sigaction(SIGCONT, &action, NULL);
}
