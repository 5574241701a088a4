from django.db import models


class Submission(models.Model):
    """A form that was sent and carried out, so that sending it again does nothing."""

    token = models.UUIDField(unique=True)
    done_url = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return str(self.token)
