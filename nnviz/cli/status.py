"""The exit statuses; 0 is success."""

BAD_INPUT = 2
GOAL_MISSED = 3
DIVERGED = 4
INTERRUPTED = 130
