import os


def backup(folder, target):
    """Packs a folder into an archive."""
    os.system(f"tar -czf {target} {folder}")
