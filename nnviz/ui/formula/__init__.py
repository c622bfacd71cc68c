"""The formula of a number: its rule, the rule with numbers in it, and its line of code."""
