"""What keeps the sources in order: conventions, twins in two languages, translations."""
