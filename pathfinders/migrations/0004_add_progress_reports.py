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
        ("pathfinders", "0003_extend_roadmap_rows"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BenchmarkResult",
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
                ("on", models.DateField(verbose_name="as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("was_met", models.BooleanField(verbose_name="met")),
                (
                    "benchmark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="pathfinders.benchmark",
                        verbose_name="benchmark",
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
                    "evidence",
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
                "verbose_name": "result of a benchmark",
                "verbose_name_plural": "results of benchmarks",
                "ordering": ["on", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("was_met", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="benchmark_missed_with_reason",
                        violation_error_message="Say why the benchmark was missed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BenchmarkResultEvent",
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
                ("on", models.DateField(verbose_name="as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("was_met", models.BooleanField(verbose_name="met")),
                (
                    "benchmark",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.benchmark",
                        verbose_name="benchmark",
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
                    "evidence",
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
                        to="pathfinders.benchmarkresult",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
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
                ("on", models.DateField(verbose_name="as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=12,
                        verbose_name="state of the action",
                    ),
                ),
                (
                    "percent_done",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="share done, in percent",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="pathfinders.action",
                        verbose_name="action",
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
                    "evidence",
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
                "verbose_name": "progress update",
                "verbose_name_plural": "progress updates",
                "ordering": ["on", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent_done__isnull", True),
                            ("percent_done__lte", 100),
                            _connector="OR",
                        ),
                        name="progress_share_at_most_all",
                        violation_error_message="A share is at most 100 percent.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingUpdate",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("needed", "Needed"),
                            ("available", "Available"),
                            ("allocated", "Allocated"),
                            ("disbursed", "Disbursed"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=16,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(max_length=3, verbose_name="currency (ISO code)"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, verbose_name="source"),
                ),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="pathfinders.progressupdate",
                        verbose_name="progress update",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported amount",
                "verbose_name_plural": "reported amounts",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="funding_update_amount_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                        name="funding_update_currency_code",
                        violation_error_message="Write the currency as three capital letters, for example USD.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingUpdateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("needed", "Needed"),
                            ("available", "Available"),
                            ("allocated", "Allocated"),
                            ("disbursed", "Disbursed"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=16,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(max_length=3, verbose_name="currency (ISO code)"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, verbose_name="source"),
                ),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
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
                        to="pathfinders.fundingupdate",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.progressupdate",
                        verbose_name="progress update",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ProgressUpdateEvent",
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
                ("on", models.DateField(verbose_name="as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=12,
                        verbose_name="state of the action",
                    ),
                ),
                (
                    "percent_done",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="share done, in percent",
                    ),
                ),
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
                    "evidence",
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
                        to="pathfinders.progressupdate",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="TargetResult",
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
                ("on", models.DateField(verbose_name="as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="value",
                    ),
                ),
                ("is_reached", models.BooleanField(verbose_name="reached")),
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
                    "evidence",
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
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="pathfinders.priority",
                        verbose_name="priority",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a target",
                "verbose_name_plural": "results of targets",
                "ordering": ["on", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetResultEvent",
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
                ("on", models.DateField(verbose_name="as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="value",
                    ),
                ),
                ("is_reached", models.BooleanField(verbose_name="reached")),
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
                    "evidence",
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
                        to="pathfinders.targetresult",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.priority",
                        verbose_name="priority",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmarkresult",
            trigger=pgtrigger.compiler.Trigger(
                name="report_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="01284d53d35ff8d1fa888a19829fdf5208cd52f6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_report_kept_f53d2",
                    table="pathfinders_benchmarkresult",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmarkresult",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_benchmarkresultevent" ("benchmark_id", "changed_at", "created_at", "created_by_id", "evidence_id", "id", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_met") VALUES (NEW."benchmark_id", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."evidence_id", NEW."id", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."was_met"); RETURN NULL;',
                    hash="0cd589e585ea61ec250598c02edb00266167724f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ee27",
                    table="pathfinders_benchmarkresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmarkresult",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_benchmarkresultevent" ("benchmark_id", "changed_at", "created_at", "created_by_id", "evidence_id", "id", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_met") VALUES (NEW."benchmark_id", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."evidence_id", NEW."id", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."was_met"); RETURN NULL;',
                    hash="912554eedf04360194cd0b25666035da3635ae84",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5e57",
                    table="pathfinders_benchmarkresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmarkresult",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_benchmarkresultevent" ("benchmark_id", "changed_at", "created_at", "created_by_id", "evidence_id", "id", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_met") VALUES (OLD."benchmark_id", OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."evidence_id", OLD."id", OLD."note", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."was_met"); RETURN NULL;',
                    hash="fe6c8d269ef83b561e25d5e6855506caef8d13dd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9140f",
                    table="pathfinders_benchmarkresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="benchmarkresultevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="46d2a8da9670445de40aaad77f15072d4d4203f6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7f4df",
                    table="pathfinders_benchmarkresultevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="report_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a4e7820755869fef14c42ad2e389334f51c1b267",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_report_kept_3905d",
                    table="pathfinders_progressupdate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_progressupdateevent" ("action_id", "changed_at", "created_at", "created_by_id", "evidence_id", "id", "note", "on", "percent_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."action_id", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."evidence_id", NEW."id", NEW."note", NEW."on", NEW."percent_done", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="3128432327b6cb970b37ef409669d0172f5cf9a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f2d34",
                    table="pathfinders_progressupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_progressupdateevent" ("action_id", "changed_at", "created_at", "created_by_id", "evidence_id", "id", "note", "on", "percent_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."action_id", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."evidence_id", NEW."id", NEW."note", NEW."on", NEW."percent_done", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="c32b17199a3e3efc282906808a756006ef13d997",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d2da",
                    table="pathfinders_progressupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_progressupdateevent" ("action_id", "changed_at", "created_at", "created_by_id", "evidence_id", "id", "note", "on", "percent_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (OLD."action_id", OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."evidence_id", OLD."id", OLD."note", OLD."on", OLD."percent_done", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."status"); RETURN NULL;',
                    hash="c43da214d9bb6ce4235c44f9368c5c6e8774c794",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c1cd9",
                    table="pathfinders_progressupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingupdateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="811c8c8a6256a28e7a29d26bc9040af260502bf2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_737a4",
                    table="pathfinders_fundingupdateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="report_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2af092441e396c1930055b47c3d227113abf0d50",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_report_kept_30bcb",
                    table="pathfinders_fundingupdate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_fundingupdateevent" ("amount", "currency", "id", "is_public", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "update_id", "year") VALUES (NEW."amount", NEW."currency", NEW."id", NEW."is_public", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."update_id", NEW."year"); RETURN NULL;',
                    hash="d074f26b5de5d554c1c1d80e802cff1c1a265c8a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_666fd",
                    table="pathfinders_fundingupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_fundingupdateevent" ("amount", "currency", "id", "is_public", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "update_id", "year") VALUES (NEW."amount", NEW."currency", NEW."id", NEW."is_public", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."update_id", NEW."year"); RETURN NULL;',
                    hash="3305c1b2554d60e79acdc6bb6ba37eb020702b6f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d38af",
                    table="pathfinders_fundingupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundingupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_fundingupdateevent" ("amount", "currency", "id", "is_public", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "update_id", "year") VALUES (OLD."amount", OLD."currency", OLD."id", OLD."is_public", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."update_id", OLD."year"); RETURN NULL;',
                    hash="a65cbeef62d3176604592eefbbb70a7d98f7ea15",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_58a57",
                    table="pathfinders_fundingupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressupdateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ca9a1ceebf96e1c9bcffd47004ea90a72f9f9560",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2904a",
                    table="pathfinders_progressupdateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetresult",
            trigger=pgtrigger.compiler.Trigger(
                name="report_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fabf0e7255073fda518b6aa931a5bd0a3220bbe0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_report_kept_4df69",
                    table="pathfinders_targetresult",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetresult",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_targetresultevent" ("changed_at", "created_at", "created_by_id", "evidence_id", "id", "is_reached", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "value") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."evidence_id", NEW."id", NEW."is_reached", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority_id", NEW."value"); RETURN NULL;',
                    hash="ca8762aa8ecf1f571018b54ebf6fa00ae2700757",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_72072",
                    table="pathfinders_targetresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetresult",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_targetresultevent" ("changed_at", "created_at", "created_by_id", "evidence_id", "id", "is_reached", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "value") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."evidence_id", NEW."id", NEW."is_reached", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority_id", NEW."value"); RETURN NULL;',
                    hash="af1b110208428b26aba9578f9fdc686fd1054bff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35e52",
                    table="pathfinders_targetresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetresult",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_targetresultevent" ("changed_at", "created_at", "created_by_id", "evidence_id", "id", "is_reached", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "value") VALUES (OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."evidence_id", OLD."id", OLD."is_reached", OLD."note", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority_id", OLD."value"); RETURN NULL;',
                    hash="71b214f4040834089ded2a2e278451fba667a706",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13ce3",
                    table="pathfinders_targetresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetresultevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="88185e568e6ec88c0e65a1d5e4201ede0131d142",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4f3e5",
                    table="pathfinders_targetresultevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
