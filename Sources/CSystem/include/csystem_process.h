#ifndef CSYSTEM_PROCESS_H
#define CSYSTEM_PROCESS_H

#include <stdint.h>

/* Makes orphaned descendants children of this process, where the system can. 0, or -1 with errno. */
int csystem_become_subreaper(void);

/*
 Writes the number of each SIGINT, SIGTERM and SIGHUP as one byte to `descriptor`, which has to be non-blocking, from now
 on. Signals that were ignored at the start (nohup) stay ignored.
 */
void csystem_catch_signals(int descriptor);

/* Writers see EPIPE and EFBIG instead of dying of SIGPIPE and SIGXFSZ. */
void csystem_ignore_write_signals(void);

/* How many descriptors this process may have; raised to what the system allows, up to `wanted`. */
long csystem_raise_descriptor_limit(long wanted);

/* Unblocks all signals for this thread: a parent may have left some blocked. */
void csystem_unblock_signals(void);

/* Makes sure that descriptors 0, 1 and 2 are open, on /dev/null where they were not. */
void csystem_open_standard_descriptors(void);

/* Gives a pipe a larger buffer, if the system allows it. */
void csystem_enlarge_pipe(int descriptor, int bytes);

/* A pipe whose two ends are close-on-exec. 0, or -1 with errno. */
int csystem_pipe(int descriptors[2]);

/*
 Makes a terminal hand on every byte as it comes, with no echo and no signals. What it was set to is restored by
 csystem_restore_terminal, and also when this process exits or is ended by a signal that it can see. Once more, it makes
 the terminal raw again. 0, or -1 with errno.
 */
int csystem_make_terminal_raw(int terminal);
void csystem_restore_terminal(void);

/* Gives a new terminal the size, or the modes, of another one; the modes are those from before it was made raw. */
void csystem_copy_terminal_size(int from, int to);
void csystem_copy_terminal_modes(int from, int to);

/* Writes a byte to `descriptor`, which has to be non-blocking, when the size of the terminal changes (SIGWINCH) and when
   this process goes on after a stop (SIGCONT); a negative one ends that. */
void csystem_watch_terminal(int descriptor);

/* What a thread waits for inside the kernel, by the system call it is in. */
enum {
    CSYSTEM_WAIT_OTHER = 0,
    /* The descriptor is the first argument of these. */
    CSYSTEM_WAIT_READ,
    CSYSTEM_WAIT_WRITE,
    CSYSTEM_WAIT_CONNECT,
    CSYSTEM_WAIT_ACCEPT,
    CSYSTEM_WAIT_LOCK,
    CSYSTEM_WAIT_EPOLL,
    /* The first argument points at `struct pollfd`s, the second is their number. */
    CSYSTEM_WAIT_POLL,
    /* The number of descriptors, then pointers to the sets of those to be read and to be written. */
    CSYSTEM_WAIT_SELECT,
    /* The address of the path is the second argument, or the first. */
    CSYSTEM_WAIT_OPEN_AT,
    CSYSTEM_WAIT_OPEN,
    CSYSTEM_WAIT_SLEEP,
    CSYSTEM_WAIT_CHILD,
    CSYSTEM_WAIT_THREAD,
    CSYSTEM_WAIT_SIGNAL,
};

/* The kind of wait of a system call of this machine's own kind of programs; CSYSTEM_WAIT_OTHER where it tells nothing. */
int csystem_wait_kind(int64_t call, const uint64_t arguments[6]);

/* Sets O_NONBLOCK. 0, or -1 with errno. */
int csystem_make_nonblocking(int descriptor);

#endif
