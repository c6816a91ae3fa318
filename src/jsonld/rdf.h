/* rdf.h: the IRIs that RDF, JSON-LD and their datatypes are built on. */
#pragma once

#define COFFRET_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define COFFRET_RDF_TYPE COFFRET_RDF "type"
#define COFFRET_RDF_FIRST COFFRET_RDF "first"
#define COFFRET_RDF_REST COFFRET_RDF "rest"
#define COFFRET_RDF_NIL COFFRET_RDF "nil"
#define COFFRET_RDF_LANG_STRING COFFRET_RDF "langString"
#define COFFRET_RDF_VALUE COFFRET_RDF "value"
#define COFFRET_RDF_LANGUAGE COFFRET_RDF "language"
#define COFFRET_RDF_DIRECTION COFFRET_RDF "direction"
#define COFFRET_RDF_I18N "https://www.w3.org/ns/i18n#"
#define COFFRET_RDF_JSON COFFRET_RDF "JSON"

#define COFFRET_XSD "http://www.w3.org/2001/XMLSchema#"
#define COFFRET_XSD_STRING COFFRET_XSD "string"
#define COFFRET_XSD_BOOLEAN COFFRET_XSD "boolean"
#define COFFRET_XSD_INTEGER COFFRET_XSD "integer"
#define COFFRET_XSD_DOUBLE COFFRET_XSD "double"
