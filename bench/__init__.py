"""Speed and accuracy, measured beside other tools in the same run."""
