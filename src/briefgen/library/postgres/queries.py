"""The questions of readers to a library on PostgreSQL."""

from __future__ import annotations

READING = """
SELECT t.packed, t.sha256, r.language, r.words, r.rest FROM snapshot AS s
JOIN reading AS r ON r.snapshot = s.id LEFT JOIN text AS t ON t.id = r.text
WHERE s.sha256 = %s AND r.version = %s
"""
UNREAD = """
SELECT sha256 FROM reading JOIN snapshot ON snapshot.id = reading.snapshot
WHERE version = %s AND sha256 = ANY(%s)
"""
SENTENCES = """
SELECT packed, sentences FROM text JOIN annotation ON annotation.text = text.id
WHERE sha256 = %s AND version = %s
"""
HELD = """
SELECT sha256, retrieved, etag, last_modified, address FROM accession
JOIN snapshot ON snapshot.id = accession.snapshot
WHERE place = %s ORDER BY accession.id DESC LIMIT 1
"""
CONTENTS = """
SELECT a.id, a.location, s.sha256 FROM accession AS a JOIN snapshot AS s ON s.id = a.snapshot
WHERE a.place = ANY(%s)
"""
MARKED = """
SELECT location, mark, sha256 FROM file JOIN snapshot ON snapshot.id = file.snapshot
WHERE version = %s AND place = ANY(%s) AND snapshot.id = (
    SELECT snapshot FROM accession WHERE place = file.place ORDER BY id DESC LIMIT 1)
"""
SPLIT = """
SELECT answer FROM split JOIN snapshot ON snapshot.id = split.snapshot
WHERE place = %s AND sha256 = %s AND version = %s
"""
KEEP_EVIDENCE = """
INSERT INTO evidence (slug, name, content) VALUES (%s, %s, %s)
ON CONFLICT (slug, name) DO UPDATE SET kept = excluded.kept, content = excluded.content
"""
DROP_EVIDENCE = """
DELETE FROM evidence WHERE slug = %(slug)s AND kept NOT IN (
    SELECT kept FROM evidence WHERE slug = %(slug)s ORDER BY kept DESC LIMIT %(most)s)
"""
TEXTLESS = """
SELECT sha256 FROM snapshot AS s WHERE NOT EXISTS (SELECT 1 FROM reading WHERE text IS NOT NULL
    AND id = (SELECT max(id) FROM reading WHERE snapshot = s.id)) ORDER BY id
"""
