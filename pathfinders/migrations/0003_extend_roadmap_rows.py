import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# The rows of submitted roadmaps are locked, and their history is append-only: the
# theme moves house without either noticing, because it stays the same. Foreign keys
# are checked at once, because a table with checks to come cannot be altered.
THEMES = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} DISABLE TRIGGER USER;
    UPDATE {table} SET themes = CASE theme
        WHEN '' THEN '{{}}'::varchar[]
        WHEN 'all' THEN '{{child_labour,forced_labour,human_trafficking}}'::varchar[]
        ELSE ARRAY[theme] END;
    ALTER TABLE {table} ENABLE TRIGGER USER;
    SET CONSTRAINTS ALL DEFERRED;
"""
THEME = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} DISABLE TRIGGER USER;
    UPDATE {table} SET theme = CASE cardinality(themes)
        WHEN 0 THEN '' WHEN 1 THEN themes[1] ELSE 'all' END;
    ALTER TABLE {table} ENABLE TRIGGER USER;
    SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("partners", "0001_initial"),
        ("pathfinders", "0002_add_registers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPartner",
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_links",
                        to="pathfinders.action",
                        verbose_name="action",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_links",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner of an action",
                "verbose_name_plural": "partners of an action",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "partner"), name="action_partner_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPartnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.action",
                        verbose_name="action",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partner",
                        verbose_name="partner",
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
                        to="pathfinders.actionpartner",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Benchmark",
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
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="benchmark")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="benchmarks",
                        to="pathfinders.action",
                        verbose_name="action",
                    ),
                ),
            ],
            options={
                "verbose_name": "annual benchmark",
                "verbose_name_plural": "annual benchmarks",
                "ordering": ["year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "key"), name="benchmark_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BenchmarkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="benchmark")),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.action",
                        verbose_name="action",
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
                        to="pathfinders.benchmark",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="StatedRate",
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
                    "currency",
                    models.CharField(max_length=3, verbose_name="currency (ISO code)"),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=8,
                        help_text="How much one unit is worth in the currency of the totals.",
                        max_digits=20,
                        verbose_name="rate",
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        blank=True, null=True, verbose_name="rate of the day"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "roadmap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap",
                    ),
                ),
            ],
            options={
                "verbose_name": "stated rate",
                "verbose_name_plural": "stated rates",
                "ordering": ["currency"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("roadmap", "currency"),
                        name="rate_once_per_currency",
                        violation_error_message="There is a rate for this currency.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gt", 0)),
                        name="rate_positive",
                        violation_error_message="A rate is above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                        name="rate_currency_code",
                        violation_error_message="Write the currency as three capital letters, for example USD.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatedRateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "currency",
                    models.CharField(max_length=3, verbose_name="currency (ISO code)"),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=8,
                        help_text="How much one unit is worth in the currency of the totals.",
                        max_digits=20,
                        verbose_name="rate",
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        blank=True, null=True, verbose_name="rate of the day"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
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
                        to="pathfinders.statedrate",
                    ),
                ),
                (
                    "roadmap",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="action",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="action",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="action",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="fundingline",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="fundingline",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="fundingline",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="priority",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="priority",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="priority",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roadmap",
            name="roadmap_text_locked",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roadmap",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roadmap",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roadmap",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="action",
            name="budget",
            field=models.CharField(
                blank=True,
                help_text="As the source words it, when there are no exact amounts.",
                max_length=300,
                verbose_name="budget in words",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="budget_note",
            field=models.TextField(
                blank=True,
                help_text="For example why more is disbursed than allocated.",
                verbose_name="explanation of the amounts",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                max_length=8,
                verbose_name="priority level",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="no_group_reason",
            field=models.CharField(
                blank=True,
                max_length=300,
                verbose_name="why there is no link to an action group",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="output",
            field=models.CharField(
                blank=True,
                help_text="What exists when the action is done, for example a law.",
                max_length=500,
                verbose_name="output",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="recommendation",
            field=models.CharField(
                blank=True,
                max_length=500,
                verbose_name="supervisory recommendation in words",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="budget",
            field=models.CharField(
                blank=True,
                help_text="As the source words it, when there are no exact amounts.",
                max_length=300,
                verbose_name="budget in words",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="budget_note",
            field=models.TextField(
                blank=True,
                help_text="For example why more is disbursed than allocated.",
                verbose_name="explanation of the amounts",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                max_length=8,
                verbose_name="priority level",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="no_group_reason",
            field=models.CharField(
                blank=True,
                max_length=300,
                verbose_name="why there is no link to an action group",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="output",
            field=models.CharField(
                blank=True,
                help_text="What exists when the action is done, for example a law.",
                max_length=500,
                verbose_name="output",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="recommendation",
            field=models.CharField(
                blank=True,
                max_length=500,
                verbose_name="supervisory recommendation in words",
            ),
        ),
        migrations.AddField(
            model_name="fundingline",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="fundinglineevent",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="area",
            field=models.CharField(
                blank=True,
                choices=[
                    ("advocacy", "Advocacy and communication"),
                    ("knowledge", "Knowledge base"),
                    ("legal", "Legal action"),
                    ("coordination", "Institutional coordination"),
                    ("capacity", "Capacity building"),
                    ("programmes", "Social programmes and direct intervention"),
                    ("monitoring", "Monitoring, learning and reporting"),
                    ("alliance", "Contribution to the global Alliance"),
                ],
                max_length=16,
                verbose_name="area",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="baseline",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="baseline",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="baseline_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1990),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="year of the baseline",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="indicator",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="indicator"
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="target",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="target",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="target_on",
            field=models.DateField(blank=True, null=True, verbose_name="target date"),
        ),
        migrations.AddField(
            model_name="priority",
            name="themes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("child_labour", "Child labour"),
                        ("forced_labour", "Forced labour"),
                        ("human_trafficking", "Human trafficking"),
                    ],
                    max_length=20,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="themes",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="unit",
            field=models.CharField(
                blank=True,
                help_text="What is counted, for example “children” or “%”.",
                max_length=80,
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="area",
            field=models.CharField(
                blank=True,
                choices=[
                    ("advocacy", "Advocacy and communication"),
                    ("knowledge", "Knowledge base"),
                    ("legal", "Legal action"),
                    ("coordination", "Institutional coordination"),
                    ("capacity", "Capacity building"),
                    ("programmes", "Social programmes and direct intervention"),
                    ("monitoring", "Monitoring, learning and reporting"),
                    ("alliance", "Contribution to the global Alliance"),
                ],
                max_length=16,
                verbose_name="area",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="baseline",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="baseline",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="baseline_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1990),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="year of the baseline",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="indicator",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="indicator"
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="target",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="target",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="target_on",
            field=models.DateField(blank=True, null=True, verbose_name="target date"),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="themes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("child_labour", "Child labour"),
                        ("forced_labour", "Forced labour"),
                        ("human_trafficking", "Human trafficking"),
                    ],
                    max_length=20,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="themes",
            ),
        ),
        migrations.RunSQL(
            THEMES.format(table="pathfinders_priority"),
            THEME.format(table="pathfinders_priority"),
        ),
        migrations.RunSQL(
            THEMES.format(table="pathfinders_priorityevent"),
            THEME.format(table="pathfinders_priorityevent"),
        ),
        migrations.RemoveField(
            model_name="priority",
            name="theme",
        ),
        migrations.RemoveField(
            model_name="priorityevent",
            name="theme",
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="unit",
            field=models.CharField(
                blank=True,
                help_text="What is counted, for example “children” or “%”.",
                max_length=80,
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="roadmap",
            name="currency",
            field=models.CharField(
                blank=True,
                help_text="Three letters, for example USD. Amounts in other currencies are added only where you state a rate.",
                max_length=3,
                verbose_name="currency of the totals",
            ),
        ),
        migrations.AddField(
            model_name="roadmap",
            name="meeting",
            field=models.CharField(
                blank=True, editable=False, max_length=120, verbose_name="meeting"
            ),
        ),
        migrations.AddField(
            model_name="roadmap",
            name="presented_on",
            field=models.DateField(
                editable=False, null=True, verbose_name="presented to the Group on"
            ),
        ),
        migrations.AddField(
            model_name="roadmapevent",
            name="currency",
            field=models.CharField(
                blank=True,
                help_text="Three letters, for example USD. Amounts in other currencies are added only where you state a rate.",
                max_length=3,
                verbose_name="currency of the totals",
            ),
        ),
        migrations.AddField(
            model_name="roadmapevent",
            name="meeting",
            field=models.CharField(
                blank=True, editable=False, max_length=120, verbose_name="meeting"
            ),
        ),
        migrations.AddField(
            model_name="roadmapevent",
            name="presented_on",
            field=models.DateField(
                editable=False, null=True, verbose_name="presented to the Group on"
            ),
        ),
        migrations.AlterField(
            model_name="action",
            name="partners",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="other partners"
            ),
        ),
        migrations.AlterField(
            model_name="actionevent",
            name="partners",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="other partners"
            ),
        ),
        migrations.AlterField(
            model_name="fundingline",
            name="year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1990),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="year",
            ),
        ),
        migrations.AlterField(
            model_name="fundinglineevent",
            name="year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1990),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="year",
            ),
        ),
        migrations.AlterField(
            model_name="roadmap",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("returned", "Returned"),
                    ("accepted", "Accepted"),
                    ("presented", "Presented to the Group"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                ],
                default="draft",
                editable=False,
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="roadmapevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("returned", "Returned"),
                    ("accepted", "Accepted"),
                    ("presented", "Presented to the Group"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                ],
                default="draft",
                editable=False,
                max_length=10,
                verbose_name="state",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_actionevent" ("action_group_id", "budget", "budget_note", "ends_on", "id", "key", "level", "monitoring", "no_group_reason", "note", "output", "partners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "recommendation", "responsible", "starts_on", "status", "supervisory_case_id", "timeline", "title", "version") VALUES (NEW."action_group_id", NEW."budget", NEW."budget_note", NEW."ends_on", NEW."id", NEW."key", NEW."level", NEW."monitoring", NEW."no_group_reason", NEW."note", NEW."output", NEW."partners", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."priority_id", NEW."recommendation", NEW."responsible", NEW."starts_on", NEW."status", NEW."supervisory_case_id", NEW."timeline", NEW."title", NEW."version"); RETURN NULL;',
                    hash="8416ec48c7fdc030fd94dcfca438f52766613c89",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f136d",
                    table="pathfinders_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_actionevent" ("action_group_id", "budget", "budget_note", "ends_on", "id", "key", "level", "monitoring", "no_group_reason", "note", "output", "partners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "recommendation", "responsible", "starts_on", "status", "supervisory_case_id", "timeline", "title", "version") VALUES (NEW."action_group_id", NEW."budget", NEW."budget_note", NEW."ends_on", NEW."id", NEW."key", NEW."level", NEW."monitoring", NEW."no_group_reason", NEW."note", NEW."output", NEW."partners", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."priority_id", NEW."recommendation", NEW."responsible", NEW."starts_on", NEW."status", NEW."supervisory_case_id", NEW."timeline", NEW."title", NEW."version"); RETURN NULL;',
                    hash="474a9c74b5bf10eda8d576088324be000f93b8b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aedd9",
                    table="pathfinders_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_actionevent" ("action_group_id", "budget", "budget_note", "ends_on", "id", "key", "level", "monitoring", "no_group_reason", "note", "output", "partners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "recommendation", "responsible", "starts_on", "status", "supervisory_case_id", "timeline", "title", "version") VALUES (OLD."action_group_id", OLD."budget", OLD."budget_note", OLD."ends_on", OLD."id", OLD."key", OLD."level", OLD."monitoring", OLD."no_group_reason", OLD."note", OLD."output", OLD."partners", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."priority_id", OLD."recommendation", OLD."responsible", OLD."starts_on", OLD."status", OLD."supervisory_case_id", OLD."timeline", OLD."title", OLD."version"); RETURN NULL;',
                    hash="aeb145c087896db5f38db66bd19f986ec76cffdc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc70f",
                    table="pathfinders_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_fundinglineevent" ("action_id", "amount", "currency", "id", "is_public", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") VALUES (NEW."action_id", NEW."amount", NEW."currency", NEW."id", NEW."is_public", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."year"); RETURN NULL;',
                    hash="6838a0ec83158b08cf7bc18b17ed734b4f6b3b31",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3569a",
                    table="pathfinders_fundingline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_fundinglineevent" ("action_id", "amount", "currency", "id", "is_public", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") VALUES (NEW."action_id", NEW."amount", NEW."currency", NEW."id", NEW."is_public", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."year"); RETURN NULL;',
                    hash="e8263f91b5c7c94bd24d34223d120154a3b9dfe7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_861b4",
                    table="pathfinders_fundingline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_fundinglineevent" ("action_id", "amount", "currency", "id", "is_public", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") VALUES (OLD."action_id", OLD."amount", OLD."currency", OLD."id", OLD."is_public", OLD."key", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."year"); RETURN NULL;',
                    hash="3d1df77bd2118c2b178835f30de6ce18cca00fa9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9d24",
                    table="pathfinders_fundingline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_priorityevent" ("area", "baseline", "baseline_year", "id", "indicator", "key", "note", "objective", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "roadmap_id", "target", "target_on", "themes", "title", "unit", "version") VALUES (NEW."area", NEW."baseline", NEW."baseline_year", NEW."id", NEW."indicator", NEW."key", NEW."note", NEW."objective", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."roadmap_id", NEW."target", NEW."target_on", NEW."themes", NEW."title", NEW."unit", NEW."version"); RETURN NULL;',
                    hash="1c74db4bb89032f6a250cef52d2faa52ead7812b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d281d",
                    table="pathfinders_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_priorityevent" ("area", "baseline", "baseline_year", "id", "indicator", "key", "note", "objective", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "roadmap_id", "target", "target_on", "themes", "title", "unit", "version") VALUES (NEW."area", NEW."baseline", NEW."baseline_year", NEW."id", NEW."indicator", NEW."key", NEW."note", NEW."objective", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."roadmap_id", NEW."target", NEW."target_on", NEW."themes", NEW."title", NEW."unit", NEW."version"); RETURN NULL;',
                    hash="61f56223c8bf9764996fcb159d18980bd2e32c02",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ee4b",
                    table="pathfinders_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_priorityevent" ("area", "baseline", "baseline_year", "id", "indicator", "key", "note", "objective", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "roadmap_id", "target", "target_on", "themes", "title", "unit", "version") VALUES (OLD."area", OLD."baseline", OLD."baseline_year", OLD."id", OLD."indicator", OLD."key", OLD."note", OLD."objective", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."roadmap_id", OLD."target", OLD."target_on", OLD."themes", OLD."title", OLD."unit", OLD."version"); RETURN NULL;',
                    hash="ea69e08a631575d0777b52570a7b356f4a263d00",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2864b",
                    table="pathfinders_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roadmap",
            trigger=pgtrigger.compiler.Trigger(
                name="roadmap_text_locked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."state" IN (\'published\', \'superseded\') AND (OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."context" IS DISTINCT FROM (NEW."context") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."conflict" IS DISTINCT FROM (NEW."conflict") OR OLD."pathfinder_id" IS DISTINCT FROM (NEW."pathfinder_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."pdf_id" IS DISTINCT FROM (NEW."pdf_id") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."presented_on" IS DISTINCT FROM (NEW."presented_on") OR OLD."meeting" IS DISTINCT FROM (NEW."meeting"))) OR (OLD."state" = \'published\' AND NOT (NEW."state" IN (\'published\', \'superseded\'))) OR (OLD."state" = \'superseded\' AND NOT (NEW."state" = \'superseded\')))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fead779898dbc0154e17d9782dd70cbc2c25c88d",
                    operation="UPDATE",
                    pgid="pgtrigger_roadmap_text_locked_3ce05",
                    table="pathfinders_roadmap",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roadmap",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_roadmapevent" ("changed_at", "conflict", "context", "created_at", "created_by_id", "currency", "ends_on", "id", "language", "meeting", "note", "number", "pathfinder_id", "pdf_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presented_on", "previous_id", "published_at", "return_comment", "source", "source_url", "starts_on", "state", "submitted_at", "submitted_by_id", "summary", "title", "version") VALUES (NEW."changed_at", NEW."conflict", NEW."context", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."ends_on", NEW."id", NEW."language", NEW."meeting", NEW."note", NEW."number", NEW."pathfinder_id", NEW."pdf_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presented_on", NEW."previous_id", NEW."published_at", NEW."return_comment", NEW."source", NEW."source_url", NEW."starts_on", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."version"); RETURN NULL;',
                    hash="b46ec557eedb30ef36929cabec49079d5feb1f91",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_143c1",
                    table="pathfinders_roadmap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roadmap",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_roadmapevent" ("changed_at", "conflict", "context", "created_at", "created_by_id", "currency", "ends_on", "id", "language", "meeting", "note", "number", "pathfinder_id", "pdf_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presented_on", "previous_id", "published_at", "return_comment", "source", "source_url", "starts_on", "state", "submitted_at", "submitted_by_id", "summary", "title", "version") VALUES (NEW."changed_at", NEW."conflict", NEW."context", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."ends_on", NEW."id", NEW."language", NEW."meeting", NEW."note", NEW."number", NEW."pathfinder_id", NEW."pdf_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presented_on", NEW."previous_id", NEW."published_at", NEW."return_comment", NEW."source", NEW."source_url", NEW."starts_on", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."version"); RETURN NULL;',
                    hash="424e82b4c875d028772dad4bc66869c66c4ab156",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a93c1",
                    table="pathfinders_roadmap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roadmap",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_roadmapevent" ("changed_at", "conflict", "context", "created_at", "created_by_id", "currency", "ends_on", "id", "language", "meeting", "note", "number", "pathfinder_id", "pdf_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presented_on", "previous_id", "published_at", "return_comment", "source", "source_url", "starts_on", "state", "submitted_at", "submitted_by_id", "summary", "title", "version") VALUES (OLD."changed_at", OLD."conflict", OLD."context", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."ends_on", OLD."id", OLD."language", OLD."meeting", OLD."note", OLD."number", OLD."pathfinder_id", OLD."pdf_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presented_on", OLD."previous_id", OLD."published_at", OLD."return_comment", OLD."source", OLD."source_url", OLD."starts_on", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."version"); RETURN NULL;',
                    hash="5447227332f41f2825ae24d2cbdfc1f6f21fd48c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_460c5",
                    table="pathfinders_roadmap",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingline",
            constraint=models.UniqueConstraint(
                fields=("action", "key"), name="funding_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.UniqueConstraint(
                fields=("roadmap", "key"), name="priority_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("target__isnull", True),
                    ("target_on__isnull", False),
                    _connector="OR",
                ),
                name="priority_target_has_date",
                violation_error_message="A target needs the date it is for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roadmap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                ),
                name="roadmap_currency_code",
                violation_error_message="Write the currency as three capital letters, for example USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roadmap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "presented"), _negated=True),
                    models.Q(
                        ("presented_on__isnull", False),
                        models.Q(("meeting", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="roadmap_presented_with_date_and_meeting",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="directory",
            field=models.ManyToManyField(
                related_name="actions",
                through="pathfinders.ActionPartner",
                to="partners.partner",
                verbose_name="partners from the directory",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="supervisory_case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="pathfinders.supervisorycase",
                verbose_name="answers the supervisory comment",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="supervisory_case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="pathfinders.supervisorycase",
                verbose_name="answers the supervisory comment",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.UniqueConstraint(
                fields=("priority", "key"), name="action_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("action_group__isnull", True),
                    ("no_group_reason", ""),
                    _connector="OR",
                ),
                name="action_group_or_reason",
                violation_error_message="Choose an action group, or say why there is none; not both.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="roadmap_rows_locked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM pathfinders_roadmap roadmap JOIN pathfinders_priority priority ON priority.roadmap_id = roadmap.id JOIN pathfinders_action action ON action.priority_id = priority.id WHERE action.id IN (NEW.action_id, OLD.action_id)\n        AND roadmap.state NOT IN ('draft', 'returned')\n    ) THEN\n        RAISE EXCEPTION 'rows of a roadmap are locked once it is submitted'\n            USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n",
                    hash="72c66f8ab7b036f5f8717818eb8e5eedfd692d10",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_roadmap_rows_locked_fc63e",
                    table="pathfinders_actionpartner",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_actionpartnerevent" ("action_id", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."action_id", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="4afa2f617007493c261c221c3b87409e95a2d503",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e5951",
                    table="pathfinders_actionpartner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_actionpartnerevent" ("action_id", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."action_id", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="af18e6c6e1f01b5fbe751672098cf2d270ca3f07",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f81d0",
                    table="pathfinders_actionpartner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_actionpartnerevent" ("action_id", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."action_id", OLD."id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="17aad5f45a56d7c633bb8e223dd7ee08925902f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd97a",
                    table="pathfinders_actionpartner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionpartnerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0cf8ef115588c499b446b507ce75b7e116a035cf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e5f96",
                    table="pathfinders_actionpartnerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmark",
            trigger=pgtrigger.compiler.Trigger(
                name="roadmap_rows_locked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM pathfinders_roadmap roadmap JOIN pathfinders_priority priority ON priority.roadmap_id = roadmap.id JOIN pathfinders_action action ON action.priority_id = priority.id WHERE action.id IN (NEW.action_id, OLD.action_id)\n        AND roadmap.state NOT IN ('draft', 'returned')\n    ) THEN\n        RAISE EXCEPTION 'rows of a roadmap are locked once it is submitted'\n            USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n",
                    hash="be021a67a5b7a0b205cc592d894d4a9b52868510",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_roadmap_rows_locked_a4ef1",
                    table="pathfinders_benchmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmark",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_benchmarkevent" ("action_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "year") VALUES (NEW."action_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."year"); RETURN NULL;',
                    hash="1565040483afdca28cc01bca0d426725c0476b76",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f71d2",
                    table="pathfinders_benchmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmark",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_benchmarkevent" ("action_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "year") VALUES (NEW."action_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."year"); RETURN NULL;',
                    hash="8a5c474f685605731228095f3789b72f24863d9f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29718",
                    table="pathfinders_benchmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmark",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_benchmarkevent" ("action_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "year") VALUES (OLD."action_id", OLD."id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."year"); RETURN NULL;',
                    hash="a50aac2e08d70c5d08c6641e1357a31c284b8e18",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3207d",
                    table="pathfinders_benchmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmarkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3f4479f2a50269a6a96bfee83d5e30096cbad5cd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3422b",
                    table="pathfinders_benchmarkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="roadmap_rows_locked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM pathfinders_roadmap roadmap WHERE roadmap.id IN (NEW.roadmap_id, OLD.roadmap_id)\n        AND roadmap.state NOT IN ('draft', 'returned')\n    ) THEN\n        RAISE EXCEPTION 'rows of a roadmap are locked once it is submitted'\n            USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n",
                    hash="c908830c3fd5400d466acd35ddd51997f176895f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_roadmap_rows_locked_cf6b9",
                    table="pathfinders_statedrate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_statedrateevent" ("currency", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "roadmap_id", "source") VALUES (NEW."currency", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rate", NEW."roadmap_id", NEW."source"); RETURN NULL;',
                    hash="902a1f30e0ee504f4aea81947e1614c008fdce5f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9f1c7",
                    table="pathfinders_statedrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_statedrateevent" ("currency", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "roadmap_id", "source") VALUES (NEW."currency", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rate", NEW."roadmap_id", NEW."source"); RETURN NULL;',
                    hash="f51082310c7a0ef44133637244c72cd6acf0b5e7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ec392",
                    table="pathfinders_statedrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_statedrateevent" ("currency", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "roadmap_id", "source") VALUES (OLD."currency", OLD."id", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rate", OLD."roadmap_id", OLD."source"); RETURN NULL;',
                    hash="c12eb55bb8d143dbcf6064eab460677f93f9491e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_72b5b",
                    table="pathfinders_statedrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedrateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="113c10c0d7c55db3f0879e6c3c7551e3ea0e3da1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fa0e6",
                    table="pathfinders_statedrateevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
