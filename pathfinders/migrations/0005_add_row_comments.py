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
        ("pathfinders", "0004_add_progress_reports"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RowComment",
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
                    "key",
                    models.UUIDField(
                        blank=True, editable=False, null=True, verbose_name="row"
                    ),
                ),
                (
                    "row_label",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        verbose_name="row in words",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="comment")),
                (
                    "settled_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="settled"
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
                    "roadmap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="pathfinders.roadmap",
                        verbose_name="roadmap",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a roadmap",
                "verbose_name_plural": "comments on roadmaps",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comment_settled_by_and_when_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowCommentEvent",
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
                (
                    "key",
                    models.UUIDField(
                        blank=True, editable=False, null=True, verbose_name="row"
                    ),
                ),
                (
                    "row_label",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        verbose_name="row in words",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="comment")),
                (
                    "settled_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="settled"
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
                        to="pathfinders.rowcomment",
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
                (
                    "settled_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rowcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_rowcommentevent" ("changed_at", "created_at", "created_by_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_label", "settled_at", "settled_by_id", "text") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roadmap_id", NEW."row_label", NEW."settled_at", NEW."settled_by_id", NEW."text"); RETURN NULL;',
                    hash="99a82426bad56f8afb2b84e6ca162cec38a4999a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26f6a",
                    table="pathfinders_rowcomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rowcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_rowcommentevent" ("changed_at", "created_at", "created_by_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_label", "settled_at", "settled_by_id", "text") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roadmap_id", NEW."row_label", NEW."settled_at", NEW."settled_by_id", NEW."text"); RETURN NULL;',
                    hash="467838b8187f2a201743e1fbc9772b46ed923229",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_872bc",
                    table="pathfinders_rowcomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rowcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_rowcommentevent" ("changed_at", "created_at", "created_by_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_label", "settled_at", "settled_by_id", "text") VALUES (OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roadmap_id", OLD."row_label", OLD."settled_at", OLD."settled_by_id", OLD."text"); RETURN NULL;',
                    hash="18ec0f06a10a1a4744e5a6d79d0cafe853a46539",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bef5d",
                    table="pathfinders_rowcomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rowcommentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="194b34ac28610302e625d3500b4f6e29f5238c84",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3281d",
                    table="pathfinders_rowcommentevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
