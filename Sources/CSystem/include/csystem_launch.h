#ifndef CSYSTEM_LAUNCH_H
#define CSYSTEM_LAUNCH_H

#include <stddef.h>
#include <stdint.h>

/*
 The conversation between taskbox and its launcher, over one stream socket that is the launcher's standard input.

   launcher → taskbox   READY                      the sandbox stands, the launcher runs
   taskbox  → launcher  a request                  what to execute; with a descriptor if the command gets one as its input
   launcher → taskbox   TERMINAL                   only where one is asked for: with the descriptor of its master side
   taskbox  → launcher  one byte                   GO: the terminal has its size and its modes
   launcher → taskbox   STARTED or FAILED          the command runs, or why it does not
   taskbox  → launcher  one byte per order         TERMINATE (with a hang-up before it where there is a terminal), KILL
   launcher → taskbox   ENDED                      the command itself ended; `flags` says whether processes are left
   launcher → taskbox   EMPTY                      no process of the task is left; the launcher exits
   launcher → taskbox   USAGE                      the account of EMPTY, just before process 1 ends its namespace by its own end

 The end of the stream tells either side that the other is gone. A launcher without taskbox kills everything.
 */

enum {
    CSYSTEM_LAUNCH_MAGIC = 0x74626f78,

    CSYSTEM_LAUNCH_READY = 1,
    CSYSTEM_LAUNCH_STARTED = 2,
    CSYSTEM_LAUNCH_FAILED = 3,
    CSYSTEM_LAUNCH_ENDED = 4,
    CSYSTEM_LAUNCH_EMPTY = 5,
    CSYSTEM_LAUNCH_USAGE = 6,
    CSYSTEM_LAUNCH_TERMINAL = 7,

    /* What FAILED was about; its `value` is the errno. */
    CSYSTEM_LAUNCH_STAGE_REQUEST = 1,
    CSYSTEM_LAUNCH_STAGE_FORK = 2,
    CSYSTEM_LAUNCH_STAGE_FOLDER = 3,
    CSYSTEM_LAUNCH_STAGE_EXECUTE = 4,
    CSYSTEM_LAUNCH_STAGE_TERMINAL = 5,
    CSYSTEM_LAUNCH_STAGE_MOUNT = 6,

    /* What the command's standard streams are: /dev/null and the launcher's own two, a descriptor that comes with the
       request and the launcher's own two, or a new terminal. */
    CSYSTEM_LAUNCH_INPUT_NONE = 0,
    CSYSTEM_LAUNCH_INPUT_PASSED = 1,
    CSYSTEM_LAUNCH_INPUT_TERMINAL = 2,

    CSYSTEM_LAUNCH_ORDER_TERMINATE = 'T',
    CSYSTEM_LAUNCH_ORDER_KILL = 'K',
    CSYSTEM_LAUNCH_ORDER_GO = 'G',

    /* ENDED: processes of the task are still alive. EMPTY: some could not be killed. */
    CSYSTEM_LAUNCH_FLAG_LEFTOVERS = 1,
};

/* The first word of the launcher's other service: to become a program that does not outlive taskbox. */
#define CSYSTEM_LAUNCH_HELPER_OPTION "--helper"

/*
 The first word of its third service: to write its own environment to a new file, each entry closed by NUL. For `taskbox
 env`: a task need not have a program that could do it, and what it has may write to the same output as something else.
 */
#define CSYSTEM_LAUNCH_ENVIRONMENT_OPTION "--environment"

/*
 The first words of two more: to become a program within limits. The first is followed by the files that take the pids of
 control groups, and "--"; the second by the bytes of address space that each process may have and the number of
 processors that it may run on. Then the program and its arguments.
 */
#define CSYSTEM_LAUNCH_JOIN_OPTION "--join"
#define CSYSTEM_LAUNCH_LIMIT_OPTION "--limit"

/*
 The first word where the sandbox has mounts: triples of a path, the device and the inode of the folder that has to be there
 follow. bwrap mounts by path, and a task of another run that uses the same volume can exchange a folder for a link just
 before; from inside it can be seen, because a mount stays where it was made.
 */
#define CSYSTEM_LAUNCH_MOUNTED_OPTION "--mounted"

/* Followed by `bytes` bytes: strings closed by NUL: working folder, executable, arguments, environment entries. */
struct csystem_launch_request {
    uint32_t magic;
    uint32_t argument_count;
    uint32_t environment_count;
    /* CSYSTEM_LAUNCH_INPUT_… */
    uint32_t input;
    uint64_t bytes;
};

struct csystem_launch_event {
    uint32_t kind;
    /* STARTED: pid in the launcher's namespace. FAILED: errno. ENDED: exit status or signal. */
    int32_t value;
    /* FAILED: the stage. ENDED: 0 for an exit, 1 for a signal. */
    int32_t detail;
    uint32_t flags;
    /* EMPTY: what all processes that were waited for used up. */
    uint64_t user_microseconds;
    uint64_t system_microseconds;
    uint64_t peak_memory_kibibytes;
    /* From and to disks. */
    uint64_t bytes_read;
    uint64_t bytes_written;
    /* ENDED: from the start of the command to its end, by a clock that nobody sets: taskbox may have been stopped itself. */
    uint64_t elapsed_microseconds;
};

/*
 Reads exactly so many bytes. Returns 1, 0 at the end of the stream, -1 with errno. `sender` becomes the pid of the other
 side as the reader sees it, 0 where the system does not tell; `descriptor` one that came with the bytes, which is
 close-on-exec and the caller's from then on, or -1.
 */
int csystem_launch_receive(int socket, void *bytes, size_t count, int32_t *sender, int32_t *descriptor);

/* Sends all bytes. A peer that is gone is EPIPE, never SIGPIPE. 0, or -1 with errno. */
int csystem_launch_send(int socket, const void *bytes, size_t count);

/* The same, and a copy of a descriptor goes along with the first of the bytes. */
int csystem_launch_send_descriptor(int socket, const void *bytes, size_t count, int descriptor);

/* A connected pair of stream sockets, both close-on-exec; the first one learns the pid of senders. 0, or -1 with errno. */
int csystem_launch_socket_pair(int sockets[2]);

#endif
