#ifndef LAUNCHER_H
#define LAUNCHER_H

#include <stdbool.h>
#include <sys/types.h>

/* What to execute, as it came over the control socket. */
struct request {
    char *folder;
    char *executable;
    char **arguments;
    char **environment;
};

/* Reads a request. 0, or an errno. The memory lives as long as the launcher. */
int read_request(int socket, struct request *request);

/* Starts the command in a session of its own. The pid, or -1 with the stage and the errno of the failure. */
pid_t start_command(const struct request *request, int *stage, int *error);

/* SIGTERM, then SIGCONT for stopped ones, to every process of the task. */
void terminate_all(void);

/* Kills every process of the task and reaps it. False if after some seconds one could not be killed. */
bool kill_all(void);

#endif
