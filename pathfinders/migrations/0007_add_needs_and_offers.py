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
        ("pathfinders", "0006_add_exchange"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportNeed",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("expertise", "Expertise"),
                            ("training", "Training"),
                            ("tools", "Tools and equipment"),
                            ("exchange", "Exchange with a country that did it"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
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
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ar", "Arabic"),
                                ("en", "English"),
                                ("fr", "French"),
                                ("pt", "Portuguese"),
                                ("es", "Spanish"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="currency (ISO code)"
                    ),
                ),
                (
                    "answer_by",
                    models.DateField(
                        blank=True, null=True, verbose_name="answer wanted by"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="withdrawn on"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="needs",
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
                    "pathfinder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="pathfinders.pathfinder",
                        verbose_name="country",
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["answer_by", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("currency", "")),
                            models.Q(
                                ("amount__gte", 0), ("currency__regex", "^[A-Z]{3}$")
                            ),
                            _connector="OR",
                        ),
                        name="need_amount_with_currency",
                        violation_error_message="Write the currency as three capital letters, for example USD.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "money"), _negated=True),
                            ("amount__isnull", False),
                            _connector="OR",
                        ),
                        name="need_money_has_amount",
                        violation_error_message="Say how much money it is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportNeedEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("expertise", "Expertise"),
                            ("training", "Training"),
                            ("tools", "Tools and equipment"),
                            ("exchange", "Exchange with a country that did it"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
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
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ar", "Arabic"),
                                ("en", "English"),
                                ("fr", "French"),
                                ("pt", "Portuguese"),
                                ("es", "Spanish"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="currency (ISO code)"
                    ),
                ),
                (
                    "answer_by",
                    models.DateField(
                        blank=True, null=True, verbose_name="answer wanted by"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="withdrawn on"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="pathfinders.supportneed",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SupportOffer",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("expertise", "Expertise"),
                            ("training", "Training"),
                            ("tools", "Tools and equipment"),
                            ("exchange", "Exchange with a country that did it"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
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
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ar", "Arabic"),
                                ("en", "English"),
                                ("fr", "French"),
                                ("pt", "Portuguese"),
                                ("es", "Spanish"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="currency (ISO code)"
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("Africa", "Africa"),
                                ("Americas", "Americas"),
                                ("Asia", "Asia"),
                                ("Europe", "Europe"),
                                ("Oceania", "Oceania"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="regions",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="offered until"
                    ),
                ),
                (
                    "action_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
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
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("currency", "")),
                            models.Q(
                                ("amount__gte", 0), ("currency__regex", "^[A-Z]{3}$")
                            ),
                            _connector="OR",
                        ),
                        name="offer_amount_with_currency",
                        violation_error_message="Write the currency as three capital letters, for example USD.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "money"), _negated=True),
                            ("amount__isnull", False),
                            _connector="OR",
                        ),
                        name="offer_money_has_amount",
                        violation_error_message="Say how much money it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("action_group__isnull", True),
                                ("partner__isnull", False),
                            ),
                            models.Q(
                                ("action_group__isnull", False),
                                ("partner__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="offer_from_partner_or_group",
                        violation_error_message="An offer comes from a partner or from an action group.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportMatch",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("agreed", "Agreed"),
                            ("delivered", "Delivered"),
                            ("declined", "Declined"),
                        ],
                        default="offered",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="agreed on"
                    ),
                ),
                (
                    "delivered_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="delivered on"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
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
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="pathfinders.supportneed",
                        verbose_name="need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="pathfinders.supportoffer",
                        verbose_name="offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "match of a need and an offer",
                "verbose_name_plural": "matches of needs and offers",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("need", "offer"),
                        name="match_once",
                        violation_error_message="This offer was made for this need.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "delivered"), _negated=True),
                            ("delivered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="match_delivered_with_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportMatchEvent",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("agreed", "Agreed"),
                            ("delivered", "Delivered"),
                            ("declined", "Declined"),
                        ],
                        default="offered",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="agreed on"
                    ),
                ),
                (
                    "delivered_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="delivered on"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
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
                        to="pathfinders.supportmatch",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.supportneed",
                        verbose_name="need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathfinders.supportoffer",
                        verbose_name="offer",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SupportOfferEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("expertise", "Expertise"),
                            ("training", "Training"),
                            ("tools", "Tools and equipment"),
                            ("exchange", "Exchange with a country that did it"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
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
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ar", "Arabic"),
                                ("en", "English"),
                                ("fr", "French"),
                                ("pt", "Portuguese"),
                                ("es", "Spanish"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="currency (ISO code)"
                    ),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("Africa", "Africa"),
                                ("Americas", "Americas"),
                                ("Asia", "Asia"),
                                ("Europe", "Europe"),
                                ("Oceania", "Oceania"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="regions",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="offered until"
                    ),
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
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="pathfinders.supportoffer",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportneed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportneedevent" ("action_id", "amount", "answer_by", "changed_at", "created_at", "created_by_id", "currency", "description", "id", "kind", "languages", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "topics", "version", "withdrawn_on") VALUES (NEW."action_id", NEW."amount", NEW."answer_by", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."description", NEW."id", NEW."kind", NEW."languages", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."topics", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                    hash="b9d641f712a56731fb82ecb49be4151b22adb6c4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2b464",
                    table="pathfinders_supportneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportneed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_supportneedevent" ("action_id", "amount", "answer_by", "changed_at", "created_at", "created_by_id", "currency", "description", "id", "kind", "languages", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "topics", "version", "withdrawn_on") VALUES (NEW."action_id", NEW."amount", NEW."answer_by", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."description", NEW."id", NEW."kind", NEW."languages", NEW."pathfinder_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."topics", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                    hash="628d6ed27fd03552f611e0724258f4d56e8c5cee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_05140",
                    table="pathfinders_supportneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportneed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportneedevent" ("action_id", "amount", "answer_by", "changed_at", "created_at", "created_by_id", "currency", "description", "id", "kind", "languages", "pathfinder_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "topics", "version", "withdrawn_on") VALUES (OLD."action_id", OLD."amount", OLD."answer_by", OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."description", OLD."id", OLD."kind", OLD."languages", OLD."pathfinder_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."topics", OLD."version", OLD."withdrawn_on"); RETURN NULL;',
                    hash="db14f9b80d8920b35767d1bce916e0e62cd7ad28",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a1ea",
                    table="pathfinders_supportneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportneedevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e580df8149c917b30bbe03ac93dfb99577c7353c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8298d",
                    table="pathfinders_supportneedevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportofferevent" ("action_group_id", "amount", "changed_at", "created_at", "created_by_id", "currency", "description", "ends_on", "id", "kind", "languages", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "title", "topics", "version") VALUES (NEW."action_group_id", NEW."amount", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."description", NEW."ends_on", NEW."id", NEW."kind", NEW."languages", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regions", NEW."title", NEW."topics", NEW."version"); RETURN NULL;',
                    hash="5e9a790339073e8caf01227e6b2282b7cc9ad4ce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d6f13",
                    table="pathfinders_supportoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_supportofferevent" ("action_group_id", "amount", "changed_at", "created_at", "created_by_id", "currency", "description", "ends_on", "id", "kind", "languages", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "title", "topics", "version") VALUES (NEW."action_group_id", NEW."amount", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."description", NEW."ends_on", NEW."id", NEW."kind", NEW."languages", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regions", NEW."title", NEW."topics", NEW."version"); RETURN NULL;',
                    hash="ad170201943a4de022d312fcee28db908d83d1d4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bb9c2",
                    table="pathfinders_supportoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportofferevent" ("action_group_id", "amount", "changed_at", "created_at", "created_by_id", "currency", "description", "ends_on", "id", "kind", "languages", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "title", "topics", "version") VALUES (OLD."action_group_id", OLD."amount", OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."description", OLD."ends_on", OLD."id", OLD."kind", OLD."languages", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."regions", OLD."title", OLD."topics", OLD."version"); RETURN NULL;',
                    hash="887f23d62bb6c2edc0a9d8b6ff16ad9fbb91baa3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_53c1c",
                    table="pathfinders_supportoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportmatchevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ce6af24df9553d1aa94c2fc0736ef65b934137e0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_39606",
                    table="pathfinders_supportmatchevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportmatchevent" ("agreed_on", "changed_at", "created_at", "created_by_id", "delivered_on", "document_id", "id", "need_id", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version") VALUES (NEW."agreed_on", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."delivered_on", NEW."document_id", NEW."id", NEW."need_id", NEW."note", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="80ae7d8d840d96cfced2f083cf956b90b2eb39db",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ff76",
                    table="pathfinders_supportmatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathfinders_supportmatchevent" ("agreed_on", "changed_at", "created_at", "created_by_id", "delivered_on", "document_id", "id", "need_id", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version") VALUES (NEW."agreed_on", NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."delivered_on", NEW."document_id", NEW."id", NEW."need_id", NEW."note", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="93a37fad89d7122361e921d4170bb3d64f5f0d7c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_953b7",
                    table="pathfinders_supportmatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathfinders_supportmatchevent" ("agreed_on", "changed_at", "created_at", "created_by_id", "delivered_on", "document_id", "id", "need_id", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version") VALUES (OLD."agreed_on", OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."delivered_on", OLD."document_id", OLD."id", OLD."need_id", OLD."note", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."version"); RETURN NULL;',
                    hash="304f645c11698d4ce93e9293e781bc6f8936e2e1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bfa3f",
                    table="pathfinders_supportmatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportofferevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="54688919d6e6ce8c8f3f8923d5a2a3cd3c8c6152",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d0b45",
                    table="pathfinders_supportofferevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
