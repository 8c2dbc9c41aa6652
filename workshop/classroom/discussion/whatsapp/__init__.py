"""Exports of WhatsApp: text files whose form depends on the phone and its language."""
