import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# A thread that comes back from the database gets its turn at once, and not after the usual 5 ms of another's.
sys.setswitchinterval(0.0005)
