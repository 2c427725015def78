from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("numbers", "0001_initial")]

    operations = [
        migrations.AddField("settledmonth", "languages", models.JSONField(default=dict)),
    ]
