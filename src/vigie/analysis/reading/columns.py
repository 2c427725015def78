"""Which column of a source means which field of an ad."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

FIELDS = (
    "source",
    "native_id",
    "url",
    "posted_at",
    "collected_at",
    "title",
    "text",
    "location",
    "images",
)

# Well-known names of columns in English, French and Spanish, the surest first. Accents, case and
# punctuation do not count.
NAMES = {
    "source": "source site website platform portal site_web plateforme fuente sitio plataforma",
    "native_id": """native_id id ad_id adid listing_id post_id postid posting_id item_id ad_number
        reference ref id_annonce annonce_id numero_annonce id_anuncio anuncio_id referencia""",
    "url": "url link permalink href ad_url page_url uri lien lien_annonce enlace",
    "posted_at": """posted_at date_posted posted post_date posting_date posted_date published_at
        date_published published publication_date created_at date_publication date_de_publication
        publie_le date_annonce fecha_publicacion fecha_de_publicacion publicado_el publicado date
        fecha datetime timestamp""",
    "collected_at": """collected_at scraped_at crawled_at fetched_at retrieved_at captured_at
        date_collected date_scraped date_collecte date_de_collecte collecte_le recueilli_le
        fecha_captura fecha_de_captura recogido_el""",
    "title": "title ad_title headline heading subject titre objet titulo asunto encabezado",
    "text": """text body ad_text ad_body post_text post_body description content message texte
        corps contenu annonce texto cuerpo contenido descripcion anuncio mensaje""",
    "location": """location city place town area ville lieu localisation localite emplacement
        ciudad lugar ubicacion localidad""",
    "images": """images image pictures picture photos photo image_paths image_path image_files
        image_hashes img imgs imagenes imagen fotos foto""",
}


def _name(column: str) -> str:
    """The column's name without case, accents and punctuation: `Publié le ` is `publie_le`."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column[:200].strip())
    bare = "".join(c for c in unicodedata.normalize("NFKD", split) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "_", bare.casefold()).strip("_")


_RANKED = {
    name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split())
}


@lru_cache(maxsize=4096)
def known(column: str) -> tuple[str, int] | None:
    """The field that a column's name means and how sure the name is (0 surest), if it is known."""
    return _RANKED.get(_name(column))


@dataclass(frozen=True, slots=True)
class Columns:
    """What the user said of the columns; every other column goes by its name.

    `explicit` holds pairs of column and field. Columns that are given one field are joined in the
    order given. A column may be a path into nested objects: `contact.city`.
    """

    explicit: tuple[tuple[str, str], ...] = ()

    def knows(self, column: str) -> bool:
        """Whether the column means a field."""
        return known(column) is not None or any(column == name for name, _ in self.explicit)

    def sort(self, row: Mapping[str, object]) -> tuple[dict[str, list[object]], dict[str, object]]:
        """The values of each field, the ones to be used together, and every other column."""
        told = self._told(row) if self.explicit else {}
        named = {name for name, _ in self.explicit} if self.explicit else frozenset()
        found: dict[str, object] = {}
        extra: dict[str, object] = {}
        for column, field in _by_rank(tuple(row)):
            value = row[column]
            if column in named:
                continue
            if field == "" or field in told or field in found:
                extra[column] = value
            elif not _blank(value):
                found[field] = value
        return told | {field: [value] for field, value in found.items()}, extra

    def _told(self, row: Mapping[str, object]) -> dict[str, list[object]]:
        told: dict[str, list[object]] = {}
        for column, field in self.explicit:
            value = row[column] if column in row else _within(row, column.split("."))
            if not _blank(value):
                told.setdefault(field, []).append(value)
        return told


@lru_cache(maxsize=256)
def _by_rank(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The columns with the field that each means (empty: none), the surest names first."""
    fields = [(column, known(column) or ("", 0)) for column in columns]
    ordered = sorted(fields, key=lambda pair: pair[1][1])
    return tuple((column, field) for column, (field, _) in ordered)


def _blank(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, (list, dict)) and not value)


def _within(row: object, path: list[str]) -> object:
    for step in path:
        if not isinstance(row, Mapping) or step not in row:
            return None
        row = row[step]
    return row
