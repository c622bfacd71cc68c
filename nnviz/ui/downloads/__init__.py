"""Published data: what can be downloaded, and how far a download is."""
