#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
print('1..0 # SKIP')
