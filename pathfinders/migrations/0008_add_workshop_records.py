import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("partners", "0001_initial"),
        ("pathfinders", "0007_add_needs_and_offers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lesson",
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
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("text", models.TextField(max_length=4000, verbose_name="lesson")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("child_labour", "Child labour"),
                                ("forced_labour", "Forced labour"),
                                ("human_trafficking", "Human trafficking"),
                                ("advocacy", "Advocacy and communication"),
                                ("knowledge", "Knowledge base"),
                                ("legal", "Legal action"),
                                ("coordination", "Institutional coordination"),
                                ("capacity", "Capacity building"),
                                (
                                    "programmes",
                                    "Social programmes and direct intervention",
                                ),
                                ("monitoring", "Monitoring, learning and reporting"),
                                ("alliance", "Contribution to the global Alliance"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="topics",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False, verbose_name="shown to everyone"
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
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "lesson learned",
                "verbose_name_plural": "lessons learned",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="LessonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="created"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(auto_now=True, verbose_name="changed"),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("text", models.TextField(max_length=4000, verbose_name="lesson")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("child_labour", "Child labour"),
                                ("forced_labour", "Forced labour"),
                                ("human_trafficking", "Human trafficking"),
                                ("advocacy", "Advocacy and communication"),
                                ("knowledge", "Knowledge base"),
                                ("legal", "Legal action"),
                                ("coordination", "Institutional coordination"),
                                ("capacity", "Capacity building"),
                                (
                                    "programmes",
                                    "Social programmes and direct intervention",
                                ),
                                ("monitoring", "Monitoring, learning and reporting"),
                                ("alliance", "Contribution to the global Alliance"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="topics",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False, verbose_name="shown to everyone"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pathfinders.lesson",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Participant",
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
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "post",
                    models.CharField(blank=True, max_length=200, verbose_name="post"),
                ),
                (
                    "organization",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="organization"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("ministries", "Ministries and public bodies"),
                            ("statistics", "Statistics office"),
                            ("employers", "Employers’ organizations"),
                            ("workers", "Workers’ organizations"),
                            ("civil_society", "Civil society organizations"),
                            ("survivors", "Survivors and affected groups"),
                            ("un", "United Nations and international organizations"),
                            ("academia", "Academia"),
                            ("business", "Private sector"),
                            ("other", "Others"),
                        ],
                        max_length=16,
                        verbose_name="group",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "is_remote",
                    models.BooleanField(
                        default=False, verbose_name="took part remotely"
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants by name",
                "ordering": ["group", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ParticipantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "post",
                    models.CharField(blank=True, max_length=200, verbose_name="post"),
                ),
                (
                    "organization",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="organization"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("ministries", "Ministries and public bodies"),
                            ("statistics", "Statistics office"),
                            ("employers", "Employers’ organizations"),
                            ("workers", "Workers’ organizations"),
                            ("civil_society", "Civil society organizations"),
                            ("survivors", "Survivors and affected groups"),
                            ("un", "United Nations and international organizations"),
                            ("academia", "Academia"),
                            ("business", "Private sector"),
                            ("other", "Others"),
                        ],
                        max_length=16,
                        verbose_name="group",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "is_remote",
                    models.BooleanField(
                        default=False, verbose_name="took part remotely"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pathfinders.participant",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="PreparationTask",
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
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statistics", "Statistics"),
                            ("policies", "Policies and programmes"),
                            (
                                "frameworks",
                                "UN and decent work frameworks (UNDAF, DWCP)",
                            ),
                            ("supervisory", "Recommendations of supervisory bodies"),
                            ("partners", "Mapping of partners"),
                            ("other", "Other preparation"),
                        ],
                        max_length=12,
                        verbose_name="subject",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="task")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=200, verbose_name="who"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "done_on",
                    models.DateField(blank=True, null=True, verbose_name="done"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "preparation task",
                "verbose_name_plural": "preparation tasks",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PreparationTaskEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statistics", "Statistics"),
                            ("policies", "Policies and programmes"),
                            (
                                "frameworks",
                                "UN and decent work frameworks (UNDAF, DWCP)",
                            ),
                            ("supervisory", "Recommendations of supervisory bodies"),
                            ("partners", "Mapping of partners"),
                            ("other", "Other preparation"),
                        ],
                        max_length=12,
                        verbose_name="subject",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="task")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=200, verbose_name="who"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "done_on",
                    models.DateField(blank=True, null=True, verbose_name="done"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pathfinders.preparationtask",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
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
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "block",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Setting the scene"),
                            (2, "Priorities and institutional framework"),
                            (3, "Way forward"),
                        ],
                        verbose_name="block",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="order"
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="day")),
                (
                    "starts_at",
                    models.TimeField(blank=True, null=True, verbose_name="from"),
                ),
                (
                    "ends_at",
                    models.TimeField(blank=True, null=True, verbose_name="until"),
                ),
                ("title", models.CharField(max_length=300, verbose_name="session")),
                (
                    "lead",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who leads it"
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "session of the programme",
                "verbose_name_plural": "sessions of the programme",
                "ordering": ["block", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="programme_ends_after_start",
                        violation_error_message="The session ends before it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "block",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Setting the scene"),
                            (2, "Priorities and institutional framework"),
                            (3, "Way forward"),
                        ],
                        verbose_name="block",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="order"
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="day")),
                (
                    "starts_at",
                    models.TimeField(blank=True, null=True, verbose_name="from"),
                ),
                (
                    "ends_at",
                    models.TimeField(blank=True, null=True, verbose_name="until"),
                ),
                ("title", models.CharField(max_length=300, verbose_name="session")),
                (
                    "lead",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who leads it"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pathfinders.programmeitem",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="WorkshopReport",
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
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("fr", "French"),
                            ("es", "Spanish"),
                        ],
                        default="en",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="published"
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
                    "pdf",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.document",
                        verbose_name="published PDF",
                    ),
                ),
                (
                    "roadmap",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshop_reports",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap it prints",
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "workshop report",
                "verbose_name_plural": "workshop reports",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="workshop_report_published_with_date",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPart",
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
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cover", "Cover page"),
                            ("contents", "Table of contents"),
                            ("summary", "Executive summary"),
                            ("context", "Context and background"),
                            ("priorities", "Priorities"),
                            ("roadmap", "Roadmap (operational plan)"),
                            ("funding_gap", "Funding gap"),
                            (
                                "focal_point",
                                "Information on the Alliance 8.7 focal point",
                            ),
                            ("extra", "Further part"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="order"
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=200, verbose_name="title"),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="pathfinders.workshopreport",
                        verbose_name="report",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of the report",
                "verbose_name_plural": "parts of the report",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "extra"), _negated=True),
                        fields=("report", "kind"),
                        name="report_part_once",
                        violation_error_message="The report has this part already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "extra"), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="report_extra_part_has_title",
                        violation_error_message="Give the further part a title.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cover", "Cover page"),
                            ("contents", "Table of contents"),
                            ("summary", "Executive summary"),
                            ("context", "Context and background"),
                            ("priorities", "Priorities"),
                            ("roadmap", "Roadmap (operational plan)"),
                            ("funding_gap", "Funding gap"),
                            (
                                "focal_point",
                                "Information on the Alliance 8.7 focal point",
                            ),
                            ("extra", "Further part"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="order"
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=200, verbose_name="title"),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pathfinders.reportpart",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.workshopreport",
                        verbose_name="report",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="WorkshopReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="created"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(auto_now=True, verbose_name="changed"),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("fr", "French"),
                            ("es", "Spanish"),
                        ],
                        default="en",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="published"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.document",
                        verbose_name="published PDF",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pathfinders.workshopreport",
                    ),
                ),
                (
                    "roadmap",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap it prints",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.workshop",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lesson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_lessonevent" ("changed_at", "created_at", "created_by_id", "id", "is_public", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "topics", "version", "workshop_id") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_public", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."topics", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="e887d6519ab37f2f1cc30e435f8977ec68ebf780",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d93e3",
                    table="pathfinders_lesson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lesson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_lessonevent" ("changed_at", "created_at", "created_by_id", "id", "is_public", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "topics", "version", "workshop_id") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_public", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."topics", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="7fc755631f2fe88a6b5b9ef25ffc5dd0e1dbaed2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b0b7e",
                    table="pathfinders_lesson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lesson",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_lessonevent" ("changed_at", "created_at", "created_by_id", "id", "is_public", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "topics", "version", "workshop_id") VALUES (OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_public", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."topics", OLD."version", OLD."workshop_id"); RETURN NULL;',
                    hash="62ecd7f631fb0d3728cca184ab21402ecf8e5c34",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13d67",
                    table="pathfinders_lesson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lessonevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="08e135b9dc2c682e0083ffc2b34e1914bd611753",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92e2f",
                    table="pathfinders_lessonevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_participantevent" ("email", "group", "id", "is_remote", "name", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "version", "workshop_id") VALUES (NEW."email", NEW."group", NEW."id", NEW."is_remote", NEW."name", NEW."organization", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="00e3b43fec7997540a1a3187d870454c333df432",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c4551",
                    table="pathfinders_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_participantevent" ("email", "group", "id", "is_remote", "name", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "version", "workshop_id") VALUES (NEW."email", NEW."group", NEW."id", NEW."is_remote", NEW."name", NEW."organization", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="9194e152adda0ef9d13e9cb314f97aef90f8dcd6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_87f01",
                    table="pathfinders_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_participantevent" ("email", "group", "id", "is_remote", "name", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "version", "workshop_id") VALUES (OLD."email", OLD."group", OLD."id", OLD."is_remote", OLD."name", OLD."organization", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."version", OLD."workshop_id"); RETURN NULL;',
                    hash="75f3a9488298d2841121af8d0458cac5f0f3e216",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fe769",
                    table="pathfinders_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participantevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="16b627485952efcf05c22f51de789430f2a99c05",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2bdab",
                    table="pathfinders_participantevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preparationtask",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_preparationtaskevent" ("done_on", "due_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "title", "version", "workshop_id") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."responsible", NEW."title", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="619093c3091dcb0c5819d5b59bd9d8181ff494fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fc47b",
                    table="pathfinders_preparationtask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preparationtask",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_preparationtaskevent" ("done_on", "due_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "title", "version", "workshop_id") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."responsible", NEW."title", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="757998ed0b4840c28d3b629107a670cf3de1332a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc7aa",
                    table="pathfinders_preparationtask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preparationtask",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_preparationtaskevent" ("done_on", "due_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "title", "version", "workshop_id") VALUES (OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."responsible", OLD."title", OLD."version", OLD."workshop_id"); RETURN NULL;',
                    hash="81eb65c5eb80f8eebd2e593087e25d4343672fa1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_79951",
                    table="pathfinders_preparationtask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preparationtaskevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d3e6de41ffd5cb40fffbd802ef9a30bf73548635",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ecb52",
                    table="pathfinders_preparationtaskevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_programmeitemevent" ("block", "ends_at", "id", "lead", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_at", "title", "version", "workshop_id") VALUES (NEW."block", NEW."ends_at", NEW."id", NEW."lead", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."starts_at", NEW."title", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="20a3ff2bf3db6d329df3e81ad1cdd1564df1b0cf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db94b",
                    table="pathfinders_programmeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_programmeitemevent" ("block", "ends_at", "id", "lead", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_at", "title", "version", "workshop_id") VALUES (NEW."block", NEW."ends_at", NEW."id", NEW."lead", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."starts_at", NEW."title", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="657170e711627b0da0f0c8e422eac86b6b76b707",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aed57",
                    table="pathfinders_programmeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_programmeitemevent" ("block", "ends_at", "id", "lead", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_at", "title", "version", "workshop_id") VALUES (OLD."block", OLD."ends_at", OLD."id", OLD."lead", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."starts_at", OLD."title", OLD."version", OLD."workshop_id"); RETURN NULL;',
                    hash="70a2f2ab50f4e4ccbccb5c24756acc5047e4803d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_231f5",
                    table="pathfinders_programmeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="164c9163d95a09fad5e136552c2a278582f65d1e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df3cd",
                    table="pathfinders_programmeitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshopreport",
            trigger=pgtrigger.compiler.Trigger(
                name="workshop_report_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'published')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a296e13f60bcee26416aa617e9392b7136a7cbab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_workshop_report_frozen_b4cbd",
                    table="pathfinders_workshopreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshopreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_workshopreportevent" ("changed_at", "created_at", "created_by_id", "id", "language", "pdf_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "roadmap_id", "state", "title", "version", "workshop_id") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."pdf_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."roadmap_id", NEW."state", NEW."title", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="4e243b7efd2b93b7b6d336e0dffb6a8093fc6664",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44728",
                    table="pathfinders_workshopreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshopreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_workshopreportevent" ("changed_at", "created_at", "created_by_id", "id", "language", "pdf_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "roadmap_id", "state", "title", "version", "workshop_id") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."pdf_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."roadmap_id", NEW."state", NEW."title", NEW."version", NEW."workshop_id"); RETURN NULL;',
                    hash="40eeb5f9cda41215506a7cbdc7edf4b56bd53b79",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_99d64",
                    table="pathfinders_workshopreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshopreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_workshopreportevent" ("changed_at", "created_at", "created_by_id", "id", "language", "pdf_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "roadmap_id", "state", "title", "version", "workshop_id") VALUES (OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."id", OLD."language", OLD."pdf_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."roadmap_id", OLD."state", OLD."title", OLD."version", OLD."workshop_id"); RETURN NULL;',
                    hash="6547edf5e2cf46b40e47752fbf72f50a2dd04187",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_381d1",
                    table="pathfinders_workshopreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpartevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="774927ae403512be30c7b769812146df88bffbfa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ac402",
                    table="pathfinders_reportpartevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpart",
            trigger=pgtrigger.compiler.Trigger(
                name="report_parts_locked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM pathfinders_workshopreport report\n        WHERE report.id IN (NEW.report_id, OLD.report_id)\n        AND report.state <> 'draft'\n    ) THEN\n        RAISE EXCEPTION 'a published workshop report is locked'\n            USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n",
                    hash="3437321e69116a5ad1db65e2da8b3aff1891e182",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_report_parts_locked_e65d8",
                    table="pathfinders_reportpart",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_reportpartevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title", "version") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."report_id", NEW."text", NEW."title", NEW."version"); RETURN NULL;',
                    hash="afbca4f5e79471e24cbaf45692e29f287220e920",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b6b06",
                    table="pathfinders_reportpart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_reportpartevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title", "version") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."report_id", NEW."text", NEW."title", NEW."version"); RETURN NULL;',
                    hash="ed508dbf072ac580da6e430ad01f774ad2872978",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c121",
                    table="pathfinders_reportpart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_reportpartevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title", "version") VALUES (OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."report_id", OLD."text", OLD."title", OLD."version"); RETURN NULL;',
                    hash="c5d84883b0df91b246cbaecee79c56dbfee811ff",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0bb30",
                    table="pathfinders_reportpart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshopreportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5da95af9ce26e76b3513202d523152e104383daf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d01f2",
                    table="pathfinders_workshopreportevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
