"""What the columns of an exported list are called, in the languages of the reports."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "ar", "es", "fr")
RIGHT_TO_LEFT: Final = frozenset({"ar"})

_LABELS: Final[dict[str, tuple[str, str, str, str]]] = {
    "records": ("Records", "السجلات", "Registros", "Enregistrements"),
    "entry": ("Entry", "القيد", "Asiento", "Inscription"),
    "kind": ("Kind of record", "نوع السجل", "Tipo de registro", "Type d'enregistrement"),
    "ref": ("Sender's id", "معرّف المُرسِل", "Id. del remitente", "Id. de l'expéditeur"),
    "org": ("Organisation", "المنظمة", "Organización", "Organisation"),
    "hazard": ("Hazardous area", "المنطقة الخطرة", "Área peligrosa", "Zone dangereuse"),
    "on": ("Field date", "تاريخ الميدان", "Fecha de campo", "Date de terrain"),
    "date_precision": ("Date known to the", "دقة التاريخ", "Precisión de la fecha", "Précision de la date"),
    "country": ("State", "الدولة", "Estado", "État"),
    "admin1": ("Province", "المحافظة", "Provincia", "Province"),
    "admin2": ("District", "المديرية", "Distrito", "District"),
    "area_m2": ("Area, m2", "المساحة، م²", "Superficie, m2", "Superficie, m2"),
    "area_source": ("Area is", "مصدر المساحة", "Origen de la superficie", "Origine de la superficie"),
    "contamination": ("Contamination", "نوع التلوث", "Contaminación", "Contamination"),
    "operator": ("Operator", "المشغّل", "Operador", "Opérateur"),
    "method": ("Method", "الطريقة", "Método", "Méthode"),
    "category": ("Category", "الفئة", "Categoría", "Catégorie"),
    "quantity_items": ("Items", "عدد القطع", "Artefactos", "Engins"),
    "standing": ("Review", "المراجعة", "Revisión", "Examen"),
    "batch": ("Batch", "الدفعة", "Lote", "Lot"),
    "file": ("File", "الملف", "Archivo", "Fichier"),
    "sheet": ("Sheet", "الورقة", "Hoja", "Feuille"),
    "row": ("Row", "الصف", "Fila", "Ligne"),
    "entered_utc": ("Entered (UTC)", "وقت الإدخال (UTC)", "Introducido (UTC)", "Saisi (UTC)"),
    "entered_by": ("Entered by", "أدخله", "Introducido por", "Saisi par"),
    "as_of_on": ("Field dates up to", "تواريخ الميدان حتى", "Fechas de campo hasta", "Dates de terrain jusqu'au"),
    "as_of_known": (
        "As known at (UTC)",
        "بحسب المعروف في (UTC)",
        "Según lo conocido el (UTC)",
        "Tel que connu le (UTC)",
    ),
    "journal_head": ("Journal head", "رأس السجل", "Cabeza del diario", "Tête du journal"),
}


def label(name: str, lang: str) -> str:
    """A column's name as people read it.  Errors  KeyError on a column or a language that is not here."""
    return dict(zip(LANGUAGES, _LABELS[name], strict=True))[lang]


_KINDS: Final[dict[str, tuple[str, str, str, str]]] = {
    "land.confirmed": ("confirmed", "مؤكدة", "confirmada", "confirmée"),
    "land.suspected": ("suspected", "مشتبه بها", "sospechosa", "soupçonnée"),
    "land.cleared": ("cleared", "مطهّرة", "despejada", "dépolluée"),
    "land.reduced": ("reduced", "مُخفّضة", "reducida", "réduite"),
    "land.cancelled": ("cancelled", "ملغاة", "cancelada", "déclassée"),
    "land.correction": ("correction", "تصحيح", "corrección", "correction"),
    "device.found": ("device found", "ذخيرة عُثر عليها", "artefacto hallado", "engin trouvé"),
    "event.reported": ("event reported", "حدث مُبلَّغ عنه", "suceso notificado", "événement signalé"),
    "place.admin": ("administrative unit", "وحدة إدارية", "unidad administrativa", "unité administrative"),
}


def legend(lang: str) -> list[tuple[str, str]]:
    """(kind, its word) of the kinds that have a shape, in the order of the legend.  Errors  as `label`."""
    at = LANGUAGES.index(lang)
    return [(kind, words[at]) for kind, words in _KINDS.items()]
