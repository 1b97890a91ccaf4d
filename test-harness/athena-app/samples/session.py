import hashlib
import pickle

import requests


def load(url):
    answer = requests.get(url, verify=False, timeout=10)
    return pickle.loads(answer.content)


def key(user):
    return hashlib.sha1(user.encode()).hexdigest()
