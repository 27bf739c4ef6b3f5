import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("kpss_sites", "0004_audit_trail"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="TownSignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "label",
                    models.CharField(
                        help_text="What the button says: the name by which the town's people know it.",
                        max_length=100,
                        verbose_name="name",
                    ),
                ),
                (
                    "issuer",
                    models.URLField(
                        help_text="Without the part /.well-known/openid-configuration, which is added.",
                        verbose_name="address of the issuer",
                    ),
                ),
                ("client_id", models.CharField(max_length=200, verbose_name="client")),
                ("sealed_secret", models.TextField(editable=False, verbose_name="secret")),
                (
                    "email_domains",
                    models.CharField(
                        help_text="The town's own, separated by spaces. People with other addresses are refused.",
                        max_length=500,
                        verbose_name="domains of e-mail addresses",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(
                        default=False,
                        help_text="Passwords and passkeys of the town's people stop working. People of several towns keep theirs.",
                        verbose_name="people of these domains sign in this way only",
                    ),
                ),
            ],
            options={
                "verbose_name": "town's own sign-in",
                "verbose_name_plural": "towns' own sign-ins",
            },
        ),
        migrations.AddField(
            model_name="townsettings",
            name="requires_second_factor",
            field=models.BooleanField(
                default=False,
                help_text="A telephone or a key besides the password. Managers need it in any case.",
                verbose_name="everybody signs in with a second factor",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="one_account_per_address",
                violation_error_message="Another account has this e-mail address.",
            ),
        ),
        migrations.AddField(
            model_name="townsignin",
            name="site",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sign_in",
                to="wagtailcore.site",
                verbose_name="town",
            ),
        ),
    ]
