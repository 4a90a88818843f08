"""What every product of this shape is examined for."""

from core.doctor.addresses import examine_addresses
from core.doctor.database import examine_clock, examine_connections, examine_database, examine_migrations
from core.doctor.examination import register_examination
from core.doctor.host import examine_disk, examine_pages
from core.doctor.mail import examine_mail, examine_waiting_mails
from core.doctor.processes import examine_beat, examine_queues, examine_redis
from core.doctor.secrets import examine_sealed, examine_secrets
from core.doctor.site import examine_site


def register_examinations() -> None:
    register_examination("database", examine_database)
    register_examination("connections", examine_connections, needs="database")
    register_examination("migrations", examine_migrations, needs="database")
    register_examination("clock", examine_clock, needs="database")
    register_examination("secrets", examine_secrets)
    register_examination("sealed columns", examine_sealed, needs="migrations")
    register_examination("addresses", examine_addresses)
    register_examination("site", examine_site, needs="addresses")
    register_examination("mail", examine_mail)
    register_examination("waiting mails", examine_waiting_mails, needs="migrations")
    register_examination("redis", examine_redis)
    register_examination("beat", examine_beat, needs="redis")
    register_examination("queues", examine_queues, needs="redis")
    register_examination("disk", examine_disk)
    register_examination("pages", examine_pages)
