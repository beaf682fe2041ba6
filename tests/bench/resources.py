"""Runs a program and writes what the kernel says it used: wall time, CPU time and peak memory.

resources.py RESULT_FILE PROGRAM [ARGUMENT...]

Only wait4 gives these figures for one child and all it waited for, and Node does not offer it.
"""

import json
import os
import sys
import time

started = time.perf_counter()
process_id = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process_id, 0)
wall_seconds = time.perf_counter() - started

with open(sys.argv[1], 'w') as result:
    json.dump(
        {
            'exitCode': os.waitstatus_to_exitcode(status),
            'wallMs': wall_seconds * 1000,
            'cpuMs': (usage.ru_utime + usage.ru_stime) * 1000,
            # Linux counts kibibytes here, macOS bytes.
            'peakBytes': usage.ru_maxrss * (1 if sys.platform == 'darwin' else 1024),
        },
        result,
    )
