from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="kept_as",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The name, in the folder of uploads, of its file.",
                max_length=40,
            ),
        ),
    ]
