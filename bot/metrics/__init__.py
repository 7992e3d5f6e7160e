"""What an operator's own watch reads of the program, in OpenMetrics text, from this computer only. docs/running.md."""
