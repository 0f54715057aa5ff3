"""The catalogue's addresses."""

from django.urls import path

from arrangements.exports.formats import CONTENT_TYPES
from arrangements.views import (
    about,
    about_data,
    advice,
    arrangements,
    backdrop,
    bodies,
    compare,
    downloads,
    embed,
    finder,
    health,
    home,
    imports,
    insight,
    lessons,
    pictures,
    reorganisation,
    search,
    services,
    wellknown,
    yourlist,
)
from arrangements.views import map as map_views

urlpatterns = [
    path("", home.home, name="home"),
    path("arrangements/", arrangements.arrangement_list, name="arrangement-list"),
    path(
        "arrangements/<slug:reference>/", arrangements.arrangement_detail, name="arrangement-detail"
    ),
    *(
        path(
            f"arrangements.{ending}",
            downloads.arrangements,
            {"ending": ending},
            f"download-{ending}",
        )
        for ending in CONTENT_TYPES
    ),
    path("about/data/template.xlsx", downloads.template, name="template"),
    path("arrangements/<slug:reference>.json", downloads.arrangement, name="arrangement-json"),
    path(
        "arrangements/<slug:reference>/map.svg",
        pictures.of_one_arrangement,
        name="arrangement-picture",
    ),
    path("search.json", search.search_json, name="search-json"),
    path("bodies/", bodies.body_list, name="body-list"),
    path("bodies.csv", bodies.body_csv, name="body-csv"),
    path("bodies/<slug:slug>/", bodies.body_detail, name="body-detail"),
    path("bodies/<slug:slug>/map.svg", pictures.of_one_body, name="body-picture"),
    path("services/", services.service_list, name="service-list"),
    path("services/<slug:code>/", services.service_detail, name="service-detail"),
    path("compare/", compare.compare, name="compare"),
    path("compare.xlsx", compare.compare_xlsx, name="compare-xlsx"),
    path("lists/", advice.saved_lists, name="lists"),
    path("is-sharing-right/", advice.is_sharing_right, name="is-sharing-right"),
    path("is-sharing-right.xlsx", advice.is_sharing_right_xlsx, name="is-sharing-right-xlsx"),
    path("lessons/", lessons.lesson_list, name="lesson-list"),
    path("lessons.csv", lessons.lesson_csv, name="lesson-csv"),
    path("insight/", insight.insight, name="insight"),
    path("insight/why-no-total/", insight.why_no_total, name="insight-why-no-total"),
    path("insight/edges.csv", insight.edges_csv, name="insight-edges-csv"),
    path("insight/edges.graphml", insight.edges_graphml, name="insight-edges-graphml"),
    path("insight/<slug:code>.csv", insight.figure_csv, name="insight-csv"),
    path("insight.xlsx", insight.all_xlsx, name="insight-xlsx"),
    path("imports/", imports.import_list, name="import-list"),
    path("imports/new/", imports.import_new, name="import-new"),
    path("imports/<int:pk>/", imports.import_detail, name="import-detail"),
    path("imports/<int:pk>/decide/", imports.import_decide, name="import-decide"),
    path("imports/<int:pk>/file/", imports.import_file, name="import-file"),
    path("imports/<int:pk>/marked/", imports.import_marked, name="import-marked"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:pk>/throw-away/", imports.import_throw_away, name="import-throw-away"),
    path("finder/", finder.finder, name="finder"),
    path("finder.xlsx", finder.finder_xlsx, name="finder-xlsx"),
    path("reorganisation/", reorganisation.overview, name="reorganisation"),
    path("reorganisation/past/", reorganisation.past, name="reorganisation-past"),
    path("reorganisation/register/", reorganisation.register, name="reorganisation-register"),
    path(
        "reorganisation/register.xlsx",
        reorganisation.register_xlsx,
        name="reorganisation-register-xlsx",
    ),
    path(
        "reorganisation/<slug:slug>/divide/",
        reorganisation.partition,
        name="reorganisation-partition",
    ),
    path("reorganisation/<slug:slug>/", reorganisation.pack, name="reorganisation-pack"),
    path(
        "reorganisation/<slug:slug>.xlsx", reorganisation.pack_xlsx, name="reorganisation-pack-xlsx"
    ),
    path("your-list/", yourlist.your_list, name="your-list"),
    path("map/", map_views.map_page, name="map"),
    path("map/embed/", embed.embedded_map, name="map-embed"),
    path("map/data.json", map_views.map_data, name="map-data"),
    path("map/backdrop.json", backdrop.backdrop_json, name="map-backdrop"),
    path("map/picture.svg", pictures.of_a_query, name="map-picture"),
    path("map/names.json", map_views.map_names, name="map-names"),
    path("map/<slug:reference>.json", map_views.map_arrangement, name="map-arrangement"),
    path("about/", about.about, name="about"),
    path("about/data/", about_data.about_data, name="about-data"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("favicon.ico", wellknown.favicon, name="favicon"),
]
