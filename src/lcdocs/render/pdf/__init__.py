"""PDF files: HTML laid out, tagged for screen readers, and let through only when the gate has nothing to say."""
