import os


def remove_old(folder, days):
    """Deletes what nobody touched for a while."""
    os.system("find " + folder + " -mtime +" + str(days) + " -delete")


def remove_empty(folder):
    os.system("find " + folder + " -type d -empty -delete")
