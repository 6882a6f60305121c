#define _GNU_SOURCE
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "csystem_launch.h"

/*
 The launcher opens the terminal, not taskbox, because a sandbox has a /dev/pts of its own: of a terminal that was made
 outside, programs inside would know that it is one, but not its name. On the host it is the same code.
 */
static int open_slave(int master) {
#ifdef TIOCGPTPEER
    /* Needs no name, so that nothing has to be mounted at the usual place. */
    int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave >= 0) return slave;
#endif
    const char *name = ptsname(master);
    return name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
}

int open_terminal(int socket, struct request *request) {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0) return errno;
    fcntl(master, F_SETFD, FD_CLOEXEC);
    if (grantpt(master) != 0 || unlockpt(master) != 0) return errno;
    request->input = open_slave(master);
    if (request->input < 0) return errno;
    struct csystem_launch_event event = {.kind = CSYSTEM_LAUNCH_TERMINAL};
    if (csystem_launch_send_descriptor(socket, &event, sizeof event, master) != 0) return errno;
    /* Its end is taskbox's alone: that nobody holds the other one is how it sees that the terminal is free. */
    close(master);
    char order = 0;
    ssize_t count;
    do count = read(socket, &order, 1);
    while (count < 0 && errno == EINTR);
    return count == 1 && order == CSYSTEM_LAUNCH_ORDER_GO ? 0 : ECANCELED;
}
