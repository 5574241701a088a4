import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("partners", "0001_initial"),
        ("pathfinders", "0005_add_row_comments"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RoadmapExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="created"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(auto_now=True, verbose_name="changed"),
                ),
                (
                    "token",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("rows", models.JSONField(verbose_name="rows as exported")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "roadmap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exports",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap",
                    ),
                ),
            ],
            options={
                "verbose_name": "export of a roadmap",
                "verbose_name_plural": "exports of roadmaps",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="RoadmapImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="created"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(auto_now=True, verbose_name="changed"),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("paste", "Pasted table"),
                            ("csv", "CSV file"),
                            ("xlsx", "Excel file"),
                        ],
                        max_length=8,
                        verbose_name="came as",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Read, not applied"),
                            ("applied", "Applied"),
                            ("undone", "Undone"),
                        ],
                        default="read",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("table", models.JSONField(verbose_name="cells as read")),
                (
                    "mapping",
                    models.JSONField(default=dict, verbose_name="what each column is"),
                ),
                (
                    "choices",
                    models.JSONField(default=dict, verbose_name="what was decided"),
                ),
                (
                    "before",
                    models.JSONField(
                        editable=False, null=True, verbose_name="rows before"
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        editable=False, null=True, verbose_name="rows after"
                    ),
                ),
                (
                    "applied_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="applied"
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="undone"
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="applied by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "export",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="pathfinders.roadmapexport",
                        verbose_name="made from the export",
                    ),
                ),
                (
                    "roadmap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap",
                    ),
                ),
            ],
            options={
                "verbose_name": "import into a roadmap",
                "verbose_name_plural": "imports into roadmaps",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("applied_at__isnull", True),
                                ("applied_by__isnull", True),
                            ),
                            models.Q(
                                ("applied_at__isnull", False),
                                ("applied_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="import_applied_by_and_when_together",
                    )
                ],
            },
        ),
    ]
