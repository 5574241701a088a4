import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance87.settings")

application = get_wsgi_application()

# What is loaded by now stays for good: no collection need look through it again.
gc.collect()
gc.freeze()
