#include "launcher.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <libproc.h>
#endif

/* The processes of the task as one look found them. */
struct tree {
    pid_t *pids;
    size_t count;
    size_t capacity;
};

static void add(struct tree *tree, pid_t pid) {
    if (tree->count == tree->capacity) {
        size_t capacity = tree->capacity ? tree->capacity * 2 : 256;
        pid_t *pids = realloc(tree->pids, capacity * sizeof *pids);
        if (!pids) return;
        tree->pids = pids;
        tree->capacity = capacity;
    }
    tree->pids[tree->count++] = pid;
}

#ifdef __linux__
/* Adds the children that one thread has forked. False if the kernel keeps no such list. */
static bool add_children_of_thread(struct tree *tree, pid_t pid, const char *thread) {
    char path[96];
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", (int)pid, thread);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno != ENOENT || pid != getpid();
    char text[4096];
    pid_t number = 0;
    ssize_t count;
    while ((count = read(file, text, sizeof text)) > 0) {
        for (ssize_t index = 0; index < count; index++) {
            if (text[index] >= '0' && text[index] <= '9') {
                number = number * 10 + (text[index] - '0');
            } else if (number > 0) {
                add(tree, number);
                number = 0;
            }
        }
    }
    if (number > 0) add(tree, number);
    close(file);
    return true;
}

/* False where the kernel does not list children (built without CONFIG_PROC_CHILDREN). */
static bool add_children(struct tree *tree, pid_t pid) {
    char path[64];
    char thread[16];
    struct stat facts;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    snprintf(thread, sizeof thread, "%d", (int)pid);
    /* A folder has two links and one for each folder in it: most processes have one thread, and need no listing. */
    if (stat(path, &facts) != 0) return true;
    if (facts.st_nlink == 3) return add_children_of_thread(tree, pid, thread);
    DIR *threads = opendir(path);
    if (!threads) return true;
    bool listed = true;
    struct dirent *entry;
    while ((entry = readdir(threads))) {
        if (entry->d_name[0] != '.') listed = add_children_of_thread(tree, pid, entry->d_name) && listed;
    }
    closedir(threads);
    return listed;
}

static pid_t parent_of(pid_t pid) {
    char path[64];
    char line[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, line, sizeof line - 1);
    close(file);
    if (count <= 0) return -1;
    line[count] = 0;
    /* The name may hold anything, but its closing bracket is the last one. */
    char *after = strrchr(line, ')');
    int parent;
    return after && sscanf(after + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

/* The slow way: every process of the machine, once for each generation. */
static void add_generation_by_scan(struct tree *tree, pid_t pid) {
    DIR *processes = opendir("/proc");
    if (!processes) return;
    struct dirent *entry;
    while ((entry = readdir(processes))) {
        pid_t candidate = atoi(entry->d_name);
        if (candidate > 0 && parent_of(candidate) == pid) add(tree, candidate);
    }
    closedir(processes);
}
#else
static bool add_children(struct tree *tree, pid_t pid) {
    pid_t children[4096];
    int count = proc_listchildpids(pid, children, sizeof children);
    for (int index = 0; index < count; index++) add(tree, children[index]);
    return true;
}

static void add_generation_by_scan(struct tree *tree, pid_t pid) {
    (void)tree;
    (void)pid;
}
#endif

/* What is done with each process of a tree as soon as it is found. */
typedef void (*visit)(pid_t pid);

/* All descendants, parents before children. */
static void look(struct tree *tree, visit visit) {
    tree->count = 0;
    bool listed = add_children(tree, getpid());
    if (!listed) add_generation_by_scan(tree, getpid());
    for (size_t index = 0; index < tree->count; index++) {
        pid_t pid = tree->pids[index];
        /* The children first: those of a process that dies at once would be ours, and out of sight of this look. */
        if (listed) {
            add_children(tree, pid);
        } else {
            add_generation_by_scan(tree, pid);
        }
        visit(pid);
    }
}

static void terminate(pid_t pid) {
    kill(pid, SIGTERM);
    /* A stopped process acts on SIGTERM only once it goes on. */
    kill(pid, SIGCONT);
}

static void hang_up_and_terminate(pid_t pid) {
    kill(pid, SIGHUP);
    terminate(pid);
}

static void stop(pid_t pid) { kill(pid, SIGSTOP); }

static void ignore(pid_t pid) { (void)pid; }

static void pause_milliseconds(long milliseconds) {
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

static int compare(const void *left, const void *right) { return *(const pid_t *)left - *(const pid_t *)right; }

void terminate_all(bool hang_up) {
    if (getpid() == 1) {
        /* All of the namespace but ourselves, in one step of the kernel. */
        if (hang_up) kill(-1, SIGHUP);
        kill(-1, SIGTERM);
        kill(-1, SIGCONT);
        return;
    }
    struct tree first = {0};
    struct tree second = {0};
    const visit end = hang_up ? hang_up_and_terminate : terminate;
    look(&first, end);
    /* Processes that were forked meanwhile, or came to us from parents that died, were not met. */
    look(&second, ignore);
    qsort(first.pids, first.count, sizeof *first.pids, compare);
    for (size_t index = 0; index < second.count; index++) {
        if (!bsearch(&second.pids[index], first.pids, first.count, sizeof *first.pids, compare)) {
            end(second.pids[index]);
        }
    }
    free(first.pids);
    free(second.pids);
}

static bool reap(void) {
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    return waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD;
}

bool kill_all(void) {
    /* A handler that runs for each of a thousand deaths would only be in the way. */
    signal(SIGCHLD, SIG_DFL);
    struct tree tree = {0};
    /* About five seconds; what is left then sleeps in the kernel or belongs to another user. */
    for (int round = 0; round < 20; round++) {
        if (getpid() == 1) {
            kill(-1, SIGKILL);
        } else {
            /*
             Stopped processes can not fork, and still fill the table of a user who is limited: so the tree stops growing
             before the first of it dies and frees a place.
             */
            size_t before;
            int looks = 0;
            do {
                before = tree.count;
                look(&tree, stop);
            } while (tree.count != before && ++looks < 20);
            for (size_t index = 0; index < tree.count; index++) kill(tree.pids[index], SIGKILL);
        }
        for (int step = 0; step < 250; step++) {
            if (reap()) {
                free(tree.pids);
                return true;
            }
            pause_milliseconds(1);
        }
    }
    free(tree.pids);
    return false;
}
