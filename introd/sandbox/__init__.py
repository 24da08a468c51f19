"""Mail servers inside the process: real protocol on free loopback ports, for `introd demo` and tests; `introd run` never uses it.

Needs the extra `introd[demo]`.
"""
