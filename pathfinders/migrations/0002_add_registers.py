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
        ("pathfinders", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call_to_action", "Call to Action"),
                            ("buenos_aires", "Buenos Aires Declaration"),
                            ("durban", "Durban Call to Action"),
                            ("own", "Own pledge"),
                        ],
                        max_length=16,
                        verbose_name="pledge",
                    ),
                ),
                ("text", models.TextField(verbose_name="what was pledged")),
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
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("on__isnull", True), ("precision", "unknown")),
                            models.Q(
                                models.Q(("precision", "unknown"), _negated=True),
                                ("on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_date_known_unless_unknown",
                        violation_error_message="Give a date, or say that it is not known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "precision__in",
                                ["day", "month", "year", "before", "unknown"],
                            )
                        ),
                        name="commitment_precision_valid",
                        violation_error_message="Choose how exactly the date is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("on")),
                            _connector="OR",
                        ),
                        name="commitment_until_after_on",
                        violation_error_message="The last day is not before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentEvent",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call_to_action", "Call to Action"),
                            ("buenos_aires", "Buenos Aires Declaration"),
                            ("durban", "Durban Call to Action"),
                            ("own", "Own pledge"),
                        ],
                        max_length=16,
                        verbose_name="pledge",
                    ),
                ),
                ("text", models.TextField(verbose_name="what was pledged")),
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
                    "pathfinder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
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
                        to="pathfinders.commitment",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="CommitmentFollowUp",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                ("text", models.TextField(verbose_name="what was done")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="pathfinders.commitment",
                        verbose_name="commitment",
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.document",
                        verbose_name="evidence",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up of a commitment",
                "verbose_name_plural": "follow-up of commitments",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("on__isnull", True), ("precision", "unknown")),
                            models.Q(
                                models.Q(("precision", "unknown"), _negated=True),
                                ("on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_date_known_unless_unknown",
                        violation_error_message="Give a date, or say that it is not known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "precision__in",
                                ["day", "month", "year", "before", "unknown"],
                            )
                        ),
                        name="follow_up_precision_valid",
                        violation_error_message="Choose how exactly the date is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("on")),
                            _connector="OR",
                        ),
                        name="follow_up_until_after_on",
                        violation_error_message="The last day is not before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentFollowUpEvent",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                ("text", models.TextField(verbose_name="what was done")),
                (
                    "commitment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.commitment",
                        verbose_name="commitment",
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.document",
                        verbose_name="evidence",
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
                        to="pathfinders.commitmentfollowup",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="CoordinationBody",
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
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "chair",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="chaired by"
                    ),
                ),
                ("members", models.TextField(blank=True, verbose_name="members")),
                ("mandate", models.TextField(blank=True, verbose_name="mandate")),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("monthly", "Every month"),
                            ("quarterly", "Every three months"),
                            ("half_yearly", "Every six months"),
                            ("yearly", "Every year"),
                            ("as_needed", "When needed"),
                        ],
                        max_length=12,
                        verbose_name="meets",
                    ),
                ),
                (
                    "rhythm_text",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="meets, as the source says",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="since"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_committees",
                        to="pathfinders.coordinationbody",
                        verbose_name="sub-committee of",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordination_bodies",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordination body",
                "verbose_name_plural": "coordination bodies",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="coordination_ends_after_start",
                        violation_error_message="The body ends before it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoordinationBodyEvent",
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
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "chair",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="chaired by"
                    ),
                ),
                ("members", models.TextField(blank=True, verbose_name="members")),
                ("mandate", models.TextField(blank=True, verbose_name="mandate")),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("monthly", "Every month"),
                            ("quarterly", "Every three months"),
                            ("half_yearly", "Every six months"),
                            ("yearly", "Every year"),
                            ("as_needed", "When needed"),
                        ],
                        max_length=12,
                        verbose_name="meets",
                    ),
                ),
                (
                    "rhythm_text",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="meets, as the source says",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="since"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.coordinationbody",
                        verbose_name="sub-committee of",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
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
                        to="pathfinders.coordinationbody",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Instrument",
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
                    "code",
                    models.CharField(max_length=12, unique=True, verbose_name="code"),
                ),
                (
                    "name_en",
                    models.CharField(max_length=200, verbose_name="title in English"),
                ),
                (
                    "name_fr",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="title in French"
                    ),
                ),
                (
                    "name_es",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="title in Spanish"
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("child_labour", "Child labour"),
                                ("forced_labour", "Forced labour"),
                                ("human_trafficking", "Human trafficking"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="themes",
                    ),
                ),
                (
                    "adopted_on",
                    models.DateField(blank=True, null=True, verbose_name="adopted"),
                ),
                (
                    "in_force_on",
                    models.DateField(blank=True, null=True, verbose_name="in force"),
                ),
                (
                    "is_priority",
                    models.BooleanField(
                        default=False, verbose_name="named in the framework"
                    ),
                ),
                (
                    "is_ratifiable",
                    models.BooleanField(default=True, verbose_name="can be ratified"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="order"),
                ),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instruments",
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="NationalReview",
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
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2016),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "reported",
                    models.TextField(
                        blank=True, verbose_name="what it says on target 8.7"
                    ),
                ),
                (
                    "support_asked",
                    models.TextField(blank=True, verbose_name="support asked for"),
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
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="national_reviews",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "voluntary national review",
                "verbose_name_plural": "voluntary national reviews",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pathfinder", "year"),
                        name="national_review_once_a_year",
                        violation_error_message="The review of this year is on record.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NationalReviewEvent",
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
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2016),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "reported",
                    models.TextField(
                        blank=True, verbose_name="what it says on target 8.7"
                    ),
                ),
                (
                    "support_asked",
                    models.TextField(blank=True, verbose_name="support asked for"),
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
                    "pathfinder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
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
                        to="pathfinders.nationalreview",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Ratification",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_force", "In force"),
                            ("ratified", "Ratified, not yet in force"),
                            ("signed", "Signed, not ratified"),
                            ("not_ratified", "Not ratified"),
                            ("denounced", "Denounced"),
                        ],
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="in force for the country"
                    ),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The age a country specifies when it ratifies C138.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(13),
                            django.core.validators.MaxValueValidator(18),
                        ],
                        verbose_name="specified minimum age",
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
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratifications",
                        to="pathfinders.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratifications",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "ratification",
                "verbose_name_plural": "ratifications",
                "ordering": ["instrument__position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("on__isnull", True), ("precision", "unknown")),
                            models.Q(
                                models.Q(("precision", "unknown"), _negated=True),
                                ("on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ratification_date_known_unless_unknown",
                        violation_error_message="Give a date, or say that it is not known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "precision__in",
                                ["day", "month", "year", "before", "unknown"],
                            )
                        ),
                        name="ratification_precision_valid",
                        violation_error_message="Choose how exactly the date is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("on")),
                            _connector="OR",
                        ),
                        name="ratification_until_after_on",
                        violation_error_message="The last day is not before the first.",
                    ),
                    models.UniqueConstraint(
                        fields=("pathfinder", "instrument"),
                        name="ratification_once_per_instrument",
                        violation_error_message="This instrument is on record already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_age__isnull", True),
                            ("minimum_age__range", (13, 18)),
                            _connector="OR",
                        ),
                        name="ratification_minimum_age_plausible",
                        violation_error_message="A minimum age is between 13 and 18.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatificationEvent",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_force", "In force"),
                            ("ratified", "Ratified, not yet in force"),
                            ("signed", "Signed, not ratified"),
                            ("not_ratified", "Not ratified"),
                            ("denounced", "Denounced"),
                        ],
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="in force for the country"
                    ),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The age a country specifies when it ratifies C138.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(13),
                            django.core.validators.MaxValueValidator(18),
                        ],
                        verbose_name="specified minimum age",
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
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
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
                        to="pathfinders.ratification",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SupervisoryCase",
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
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("observation", "Observation of the Committee of Experts"),
                            (
                                "direct_request",
                                "Direct request of the Committee of Experts",
                            ),
                            ("conference", "Case at the Conference Committee"),
                            ("representation", "Representation"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="year"
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=500, verbose_name="what it asks for"),
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
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisory_cases",
                        to="pathfinders.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisory_cases",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment of a supervisory body",
                "verbose_name_plural": "comments of supervisory bodies",
                "ordering": ["-year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SupervisoryCaseEvent",
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
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("observation", "Observation of the Committee of Experts"),
                            (
                                "direct_request",
                                "Direct request of the Committee of Experts",
                            ),
                            ("conference", "Case at the Conference Committee"),
                            ("representation", "Representation"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="year"
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=500, verbose_name="what it asks for"),
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
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
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
                        to="pathfinders.supervisorycase",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SupportGiven",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "political",
                                "Sponsoring, convening or chairing initiatives",
                            ),
                            ("scaling", "Scaling up or testing innovative approaches"),
                            ("knowledge", "Contributing to the knowledge platform"),
                            ("groups", "Taking part in action groups"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("sub_regional", "Sub-regional"),
                            ("regional", "Regional"),
                            ("global", "Global"),
                        ],
                        max_length=16,
                        verbose_name="level",
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=300, verbose_name="what was done"),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                (
                    "action_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_given",
                        to="partners.actiongroup",
                        verbose_name="action group",
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.document",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_given",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "support given to others",
                "verbose_name_plural": "support given to others",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("on__isnull", True), ("precision", "unknown")),
                            models.Q(
                                models.Q(("precision", "unknown"), _negated=True),
                                ("on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="support_date_known_unless_unknown",
                        violation_error_message="Give a date, or say that it is not known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "precision__in",
                                ["day", "month", "year", "before", "unknown"],
                            )
                        ),
                        name="support_precision_valid",
                        violation_error_message="Choose how exactly the date is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("on")),
                            _connector="OR",
                        ),
                        name="support_until_after_on",
                        violation_error_message="The last day is not before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("source_url", ""), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="support_has_proof",
                        violation_error_message="Give the proof: a source, its address, or a document.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportGivenEvent",
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
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("before", "before this day"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="how exactly it is known",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "conflict",
                    models.TextField(
                        blank=True, verbose_name="what another source says"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "political",
                                "Sponsoring, convening or chairing initiatives",
                            ),
                            ("scaling", "Scaling up or testing innovative approaches"),
                            ("knowledge", "Contributing to the knowledge platform"),
                            ("groups", "Taking part in action groups"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("sub_regional", "Sub-regional"),
                            ("regional", "Regional"),
                            ("global", "Global"),
                        ],
                        max_length=16,
                        verbose_name="level",
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=300, verbose_name="what was done"),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                (
                    "action_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.actiongroup",
                        verbose_name="action group",
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.document",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "pathfinder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
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
                        to="pathfinders.supportgiven",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_commitmentevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "kind", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "text", "until", "version") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."note", NEW."on", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."text", NEW."until", NEW."version"); RETURN NULL;',
                    hash="c7d7152389f6e66fa1a708aa60d4862e3bd0da56",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bc563",
                    table="pathfinders_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_commitmentevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "kind", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "text", "until", "version") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."note", NEW."on", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."text", NEW."until", NEW."version"); RETURN NULL;',
                    hash="59a35632e4356ff0b20c7a4268f36b09304e76f3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e4779",
                    table="pathfinders_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_commitmentevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "kind", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "text", "until", "version") VALUES (OLD."changed_at", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."id", OLD."kind", OLD."note", OLD."on", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precision", OLD."source", OLD."source_url", OLD."text", OLD."until", OLD."version"); RETURN NULL;',
                    hash="cdfcb66f7bf9fec24a1ca306183f1d4daca48d80",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e841",
                    table="pathfinders_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="56a3b24397eaf330d69ab97280b330e17934a223",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0093b",
                    table="pathfinders_commitmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfollowup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_commitmentfollowupevent" ("changed_at", "commitment_id", "conflict", "created_at", "created_by_id", "document_id", "id", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "text", "until", "version") VALUES (NEW."changed_at", NEW."commitment_id", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."document_id", NEW."id", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."text", NEW."until", NEW."version"); RETURN NULL;',
                    hash="aea7844309658c00853f98d1a6f7989df3559cfe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_12570",
                    table="pathfinders_commitmentfollowup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfollowup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_commitmentfollowupevent" ("changed_at", "commitment_id", "conflict", "created_at", "created_by_id", "document_id", "id", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "text", "until", "version") VALUES (NEW."changed_at", NEW."commitment_id", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."document_id", NEW."id", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."text", NEW."until", NEW."version"); RETURN NULL;',
                    hash="ea5d32c514f9bc2979866cf32e717ad82f059869",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16ec4",
                    table="pathfinders_commitmentfollowup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfollowup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_commitmentfollowupevent" ("changed_at", "commitment_id", "conflict", "created_at", "created_by_id", "document_id", "id", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "text", "until", "version") VALUES (OLD."changed_at", OLD."commitment_id", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."document_id", OLD."id", OLD."note", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precision", OLD."source", OLD."source_url", OLD."text", OLD."until", OLD."version"); RETURN NULL;',
                    hash="62ac0d4c5fdde89b180d618259d937faa9ea265c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_96d35",
                    table="pathfinders_commitmentfollowup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfollowupevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e3d0dda8681065539c6c3897c1975df0e7609557",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_72762",
                    table="pathfinders_commitmentfollowupevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinationbody",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_coordinationbodyevent" ("chair", "changed_at", "conflict", "created_at", "created_by_id", "ends_on", "id", "mandate", "members", "name", "note", "parent_id", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "rhythm_text", "source", "source_url", "starts_on", "version") VALUES (NEW."chair", NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."mandate", NEW."members", NEW."name", NEW."note", NEW."parent_id", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rhythm", NEW."rhythm_text", NEW."source", NEW."source_url", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="ba5558943491cfc3aa56056a1d89231425230bb7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_686a2",
                    table="pathfinders_coordinationbody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinationbody",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_coordinationbodyevent" ("chair", "changed_at", "conflict", "created_at", "created_by_id", "ends_on", "id", "mandate", "members", "name", "note", "parent_id", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "rhythm_text", "source", "source_url", "starts_on", "version") VALUES (NEW."chair", NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."mandate", NEW."members", NEW."name", NEW."note", NEW."parent_id", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rhythm", NEW."rhythm_text", NEW."source", NEW."source_url", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="ad958309baea8bf1e6b341367dfc88509ea4858c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1edb5",
                    table="pathfinders_coordinationbody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinationbody",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_coordinationbodyevent" ("chair", "changed_at", "conflict", "created_at", "created_by_id", "ends_on", "id", "mandate", "members", "name", "note", "parent_id", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "rhythm_text", "source", "source_url", "starts_on", "version") VALUES (OLD."chair", OLD."changed_at", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."id", OLD."mandate", OLD."members", OLD."name", OLD."note", OLD."parent_id", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rhythm", OLD."rhythm_text", OLD."source", OLD."source_url", OLD."starts_on", OLD."version"); RETURN NULL;',
                    hash="fba7337d83074709e96ca50cef183da2105329dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_09c82",
                    table="pathfinders_coordinationbody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinationbodyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b4a46c0bb4115e81d5ac293052543d949397950f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3e0b4",
                    table="pathfinders_coordinationbodyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nationalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_nationalreviewevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "note", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported", "source", "source_url", "support_asked", "version", "year") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."note", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reported", NEW."source", NEW."source_url", NEW."support_asked", NEW."version", NEW."year"); RETURN NULL;',
                    hash="eda54eb65a5e18588d80fb98695c9c96d5f159a0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f2f07",
                    table="pathfinders_nationalreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nationalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_nationalreviewevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "note", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported", "source", "source_url", "support_asked", "version", "year") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."note", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reported", NEW."source", NEW."source_url", NEW."support_asked", NEW."version", NEW."year"); RETURN NULL;',
                    hash="5ec8cd92a0d7c39ae620cbc8315767501eb2e877",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_51b08",
                    table="pathfinders_nationalreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nationalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_nationalreviewevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "note", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported", "source", "source_url", "support_asked", "version", "year") VALUES (OLD."changed_at", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."id", OLD."note", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reported", OLD."source", OLD."source_url", OLD."support_asked", OLD."version", OLD."year"); RETURN NULL;',
                    hash="f03aa07b3916dbc8bec6b74807cb8882e51b4a25",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ff62",
                    table="pathfinders_nationalreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nationalreviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b10be0e195bf043528a9db70ca1bb9d6c15c5b2d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f6250",
                    table="pathfinders_nationalreviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratification",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_ratificationevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "in_force_on", "instrument_id", "minimum_age", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "status", "until", "version") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."in_force_on", NEW."instrument_id", NEW."minimum_age", NEW."note", NEW."on", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."status", NEW."until", NEW."version"); RETURN NULL;',
                    hash="d264884c305d2cbd9a1ebed745dd431ba4133c35",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b87be",
                    table="pathfinders_ratification",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratification",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_ratificationevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "in_force_on", "instrument_id", "minimum_age", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "status", "until", "version") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."in_force_on", NEW."instrument_id", NEW."minimum_age", NEW."note", NEW."on", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."status", NEW."until", NEW."version"); RETURN NULL;',
                    hash="b143245228468286ced3b5bbfd2a14cd31bb51b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8f4c",
                    table="pathfinders_ratification",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratification",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_ratificationevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "in_force_on", "instrument_id", "minimum_age", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "status", "until", "version") VALUES (OLD."changed_at", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."id", OLD."in_force_on", OLD."instrument_id", OLD."minimum_age", OLD."note", OLD."on", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precision", OLD."source", OLD."source_url", OLD."status", OLD."until", OLD."version"); RETURN NULL;',
                    hash="f65a3f67436266a3c071af2d767dd152cd6aeb10",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f8fc1",
                    table="pathfinders_ratification",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratificationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c052f4d3d0cbe0b76361c5554a2c6bb888083653",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_52d0d",
                    table="pathfinders_ratificationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisorycase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supervisorycaseevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "instrument_id", "kind", "note", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "title", "version", "year") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."instrument_id", NEW."kind", NEW."note", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."source_url", NEW."title", NEW."version", NEW."year"); RETURN NULL;',
                    hash="fef8b33795ca089f944369e36cbdd35ef7c5044a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f79af",
                    table="pathfinders_supervisorycase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisorycase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_supervisorycaseevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "instrument_id", "kind", "note", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "title", "version", "year") VALUES (NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."id", NEW."instrument_id", NEW."kind", NEW."note", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."source_url", NEW."title", NEW."version", NEW."year"); RETURN NULL;',
                    hash="dc848433401f6e331d467aa44cf8feabfa552092",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_820d8",
                    table="pathfinders_supervisorycase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisorycase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supervisorycaseevent" ("changed_at", "conflict", "created_at", "created_by_id", "id", "instrument_id", "kind", "note", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "title", "version", "year") VALUES (OLD."changed_at", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."id", OLD."instrument_id", OLD."kind", OLD."note", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."source_url", OLD."title", OLD."version", OLD."year"); RETURN NULL;',
                    hash="d1af71014427c99a62c73ba56799dedd1d6b88b8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_80acd",
                    table="pathfinders_supervisorycase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisorycaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f51424224a12e67d82b986099c435f7d83214ec5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8b18e",
                    table="pathfinders_supervisorycaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgiven",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportgivenevent" ("action_group_id", "changed_at", "conflict", "created_at", "created_by_id", "description", "document_id", "id", "kind", "level", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "title", "until", "version") VALUES (NEW."action_group_id", NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."description", NEW."document_id", NEW."id", NEW."kind", NEW."level", NEW."note", NEW."on", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."title", NEW."until", NEW."version"); RETURN NULL;',
                    hash="a769be562580cf4b541b3ba5e802694034efb4b5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ebf15",
                    table="pathfinders_supportgiven",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgiven",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_supportgivenevent" ("action_group_id", "changed_at", "conflict", "created_at", "created_by_id", "description", "document_id", "id", "kind", "level", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "title", "until", "version") VALUES (NEW."action_group_id", NEW."changed_at", NEW."conflict", NEW."created_at", NEW."created_by_id", NEW."description", NEW."document_id", NEW."id", NEW."kind", NEW."level", NEW."note", NEW."on", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."source", NEW."source_url", NEW."title", NEW."until", NEW."version"); RETURN NULL;',
                    hash="8670139ff9c54be2e6093fb495ad7feee2b8562f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ca54",
                    table="pathfinders_supportgiven",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgiven",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportgivenevent" ("action_group_id", "changed_at", "conflict", "created_at", "created_by_id", "description", "document_id", "id", "kind", "level", "note", "on", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source", "source_url", "title", "until", "version") VALUES (OLD."action_group_id", OLD."changed_at", OLD."conflict", OLD."created_at", OLD."created_by_id", OLD."description", OLD."document_id", OLD."id", OLD."kind", OLD."level", OLD."note", OLD."on", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precision", OLD."source", OLD."source_url", OLD."title", OLD."until", OLD."version"); RETURN NULL;',
                    hash="3bc0700c668535369be6424c6201833fe5632f11",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43f0b",
                    table="pathfinders_supportgiven",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgivenevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e0da247d79f1ddec4947ebf2d501cff9fbd25db5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ddbdf",
                    table="pathfinders_supportgivenevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
