#include "csystem_process.h"
