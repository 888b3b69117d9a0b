<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Exogenous</name>
    <message>
        <location filename="../../old_python.py"/>
        <source>Exogenous needs Python 3.10 or newer, and this QGIS has {version}: install a newer QGIS, on macOS the one of conda-forge.</source>
        <translation>Exogenous a besoin de Python 3.10 ou plus récent, et ce QGIS a {version} : installez un QGIS plus récent, sous macOS celui de conda-forge.</translation>
    </message>
    <message>
        <location filename="../../host/area.py"/>
        <source>Give a vector layer or file, or an extent xmin,xmax,ymin,ymax [EPSG:…].</source>
        <translation>Donnez une couche ou un fichier vecteur, ou une emprise xmin,xmax,ymin,ymax [EPSG:…].</translation>
    </message>
    <message>
        <location filename="../../host/area.py"/>
        <source>It is no vector layer: give one, or an extent of four numbers.</source>
        <translation>Ce n'est pas une couche vecteur : donnez-en une, ou une étendue de quatre nombres.</translation>
    </message>
    <message>
        <location filename="../../host/area.py"/>
        <source>The layer is broken: mend its source (Layer, Change Data Source).</source>
        <translation>La couche est cassée : réparez sa source (Couche, Changer la source de données).</translation>
    </message>
    <message>
        <location filename="../../host/area.py"/>
        <source>None of its features is selected: select some, or take all.</source>
        <translation>Aucune de ses entités n'est sélectionnée : sélectionnez-en, ou prenez-les toutes.</translation>
    </message>
    <message>
        <location filename="../../host/field_words.py"/>
        <source>{label}: {advice}</source>
        <translation>{label} : {advice}</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>several layers have this name</source>
        <translation>plusieurs couches portent ce nom</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>Rename all but one.</source>
        <translation>Renommez-les toutes sauf une.</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>it is a table without places</source>
        <translation>c'est une table sans géométries</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>Choose a layer with geometries.</source>
        <translation>Choisissez une couche qui a des géométries.</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>it holds neither pixels nor features</source>
        <translation>elle ne contient ni pixels ni entités</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>Choose a raster or vector layer.</source>
        <translation>Choisissez une couche raster ou vecteur.</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>its pixels come from {provider!r}, not from a raster file</source>
        <translation>ses pixels viennent de « {provider} », non d'un fichier raster</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>Save it as GeoTIFF and take that.</source>
        <translation>Enregistrez-la en GeoTIFF et prenez ce fichier.</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>it is empty or broken: QGIS cannot read {source!r}</source>
        <translation>elle est vide ou cassée : QGIS ne peut pas lire {source!r}</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>Mend its source in QGIS (Layer, Change Data Source), or remove it.</source>
        <translation>Réparez sa source dans QGIS (Couche, Changer la source de données), ou retirez-la.</translation>
    </message>
    <message>
        <location filename="../../host/map_layers.py"/>
        <source>map layer {name!r}</source>
        <translation>couche du projet « {name} »</translation>
    </message>
    <message>
        <location filename="../../host/packages/needed.py"/>
        <source>All that the algorithms need</source>
        <translation>Tout ce dont les algorithmes ont besoin</translation>
    </message>
    <message>
        <location filename="../../host/packages/needed.py"/>
        <source>For load() in Python: xarray and dask</source>
        <translation>Pour load() en Python : xarray et dask</translation>
    </message>
    <message>
        <location filename="../../host/packages/needed.py"/>
        <source>For products in a cloud (s3://…): sertit</source>
        <translation>Pour les produits dans le nuage (s3://…) : sertit</translation>
    </message>
    <message>
        <location filename="../../host/packages/needed.py"/>
        <source>{name} below {bound} (found {version})</source>
        <translation>{name} antérieur à {bound} (trouvé : {version})</translation>
    </message>
    <message>
        <location filename="../../host/packages/needed.py"/>
        <source>{name} at least {bound} (found {version})</source>
        <translation>{name} {bound} ou plus récent (trouvé : {version})</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Add coverage bands</source>
        <translation>Ajouter des bandes de couverture</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>One more band for each layer: the share of the pixel that valid source pixels cover, 0 to 1. Example: yes, to leave out what a layer covers by less than half.</source>
        <translation>Une bande de plus pour chaque couche : la part du pixel que couvrent des pixels sources valides, de 0 à 1. Exemple : oui, pour écarter ce qu'une couche couvre à moins de la moitié.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Add a validity band</source>
        <translation>Ajouter une bande de validité</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>One more band: 1 where no band is nodata, else 0. Example: yes, to learn from complete pixels only.</source>
        <translation>Une bande de plus : 1 là où aucune bande n'est NoData, 0 ailleurs. Exemple : oui, pour apprendre sur des pixels complets seulement.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Cleaning of the product's bands</source>
        <translation>Nettoyage des bandes du produit</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>What the quality masks of a satellite product make nodata. nodata: what the sensor did not see. clean: also saturated, defective and lost pixels. raw: nothing. Example: clean</source>
        <translation>Ce que les masques de qualité d'un produit satellite rendent NoData. nodata : ce que le capteur n'a pas vu. clean : aussi les pixels saturés, défectueux et perdus. raw : rien. Exemple : clean</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Acquisition of a Sentinel-2 product</source>
        <translation>Acquisition d'un produit Sentinel-2</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Which instant layers with several times are matched to. tile: when the tile was seen. granule: the time in the granule's name. datatake: the beginning of the datatake, minutes before. Example: datatake</source>
        <translation>L'instant auquel les couches à plusieurs dates sont rapportées. tile : celui où la tuile a été vue. granule : l'heure dans le nom du granule. datatake : le début de la prise de vue, quelques minutes avant. Exemple : datatake</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Resampler of the product's bands</source>
        <translation>Méthode de rééchantillonnage des bandes du produit</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>auto averages to coarser pixels, is bilinear to finer ones, and nearest for classes and masks. Example: cubic</source>
        <translation>auto prend la moyenne vers des pixels plus grossiers, est bilinéaire vers des pixels plus fins, et au plus proche voisin pour les classes et les masques. Exemple : cubic</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Stop where a band or a layer is missing</source>
        <translation>Arrêter s'il manque une bande ou une couche</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>A band that is not there, or a layer that does not overlap the result, is otherwise all nodata, with a warning. Example: yes, in a batch that nobody watches.</source>
        <translation>Sinon, une bande absente ou une couche qui ne recouvre pas le résultat est entièrement NoData, avec un avertissement. Exemple : oui, dans un traitement par lot que personne ne surveille.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Keep negative reflectances</source>
        <translation>Conserver les réflectances négatives</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Over dark water and in shadows the correction of the atmosphere takes away more than the sensor saw; such reflectances become 0 otherwise, which raises means. Example: yes, for means and trends over water.</source>
        <translation>Au-dessus d'eaux sombres et dans les ombres, la correction de l'atmosphère retire plus que le capteur n'a vu ; de telles réflectances deviennent 0 sinon, ce qui relève les moyennes. Exemple : oui, pour des moyennes et des tendances sur l'eau.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Use overviews of JPEG2000 files for much coarser pixels</source>
        <translation>Utiliser les aperçus des fichiers JPEG2000 vers des pixels bien plus grossiers</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>A product's bands at 100 m from 10 m then take a fraction of the time. The overview has at least two samples for each pixel, and values differ from the exact means by one or two hundredths of their spread. Only for resamplers that average, and where no source pixel is nodata, as far as the overview shows; a lone one inside the swath may go unseen. Example: no, for the exact means.</source>
        <translation>Les bandes d'un produit à 100 m à partir de 10 m prennent alors une fraction du temps. L'aperçu a au moins deux échantillons par pixel, et les valeurs diffèrent des moyennes exactes d'un ou deux centièmes de leur dispersion. Seulement pour les méthodes qui prennent une moyenne, et là où aucun pixel source n'est NoData, pour autant que l'aperçu le montre ; un pixel isolé à l'intérieur de la fauchée peut y échapper. Exemple : non, pour les moyennes exactes.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Data type</source>
        <translation>Type de données</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>auto takes the type that keeps the values. Where an integer type cannot hold them as they are, the file says a scale and an offset for each band, which QGIS and GDAL apply. int64 and uint64, which QGIS shows since 3.30, keep ids of any length. Example: int16</source>
        <translation>auto prend le type qui conserve les valeurs. Si un type entier ne peut pas les contenir telles quelles, le fichier donne pour chaque bande une échelle et un décalage, que QGIS et GDAL appliquent. int64 et uint64, que QGIS affiche depuis la version 3.30, conservent des identifiants de toute longueur. Exemple : int16</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Nodata value</source>
        <translation>Valeur NoData</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Empty: not-a-number in floating-point results, else what suits the type. Example: -9999</source>
        <translation>Vide : NaN dans les résultats à virgule flottante, sinon ce qui convient au type. Exemple : -9999</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>GTiff, or COG for a cloud optimised GeoTIFF, which has overviews. Example: COG</source>
        <translation>GTiff, ou COG pour un GeoTIFF optimisé pour le cloud, qui a des aperçus. Exemple : COG</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Creation options</source>
        <translation>Options de création</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>GDAL's options for the format. Example: COMPRESS=ZSTD|BIGTIFF=YES</source>
        <translation>Les options de GDAL pour le format. Exemple : COMPRESS=ZSTD|BIGTIFF=YES</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Threads</source>
        <translation>Fils d'exécution</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Empty or 0: one for each processor. Example: 4</source>
        <translation>Vide ou 0 : un par processeur. Exemple : 4</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Memory for pixels, in MB</source>
        <translation>Mémoire pour les pixels, en Mo</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>About what the pixels that are worked on may take. With less, fewer blocks are worked on at once, at least one. Empty or 0: two blocks for each thread. Example: 1000</source>
        <translation>À peu près ce que peuvent occuper les pixels en cours de traitement. Avec moins, moins de blocs sont traités à la fois, au moins un. Vide ou 0 : deux blocs par fil d'exécution. Exemple : 1000</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Longest wait for a file, in seconds</source>
        <translation>Attente maximale d'un fichier, en secondes</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>A file on a server, a network drive or a tape that has not answered for so long is an error that names it. Empty: 60. Example: 600, for an archive that fetches files from tape first.</source>
        <translation>Un fichier sur un serveur, un lecteur réseau ou une bande qui n'a pas répondu pendant ce temps est une erreur qui le nomme. Vide : 60. Exemple : 600, pour une archive qui va d'abord chercher les fichiers sur bande.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Tiles that cannot be decoded</source>
        <translation>Tuiles qui ne se décodent pas</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Damaged tiles of the product or of a layer. error: the run ends, and names the file. nodata: the result has no value there, and a warning says how many tiles of which file. Damage that decodes without a complaint is not noticed; VERIFY of exo:describe finds it in SAFE products. Example: nodata, where the file cannot be had again.</source>
        <translation>Tuiles endommagées du produit ou d'une couche. error : l'exécution s'arrête et nomme le fichier. nodata : le résultat n'a pas de valeur à cet endroit, et un avertissement dit combien de tuiles de quel fichier. Un dommage qui se décode sans plainte n'est pas remarqué ; VERIFY de exo:describe le trouve dans les produits SAFE. Exemple : nodata, quand le fichier ne peut pas être obtenu de nouveau.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>File for the log of the run</source>
        <translation>Fichier du journal de l'exécution</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>What somebody else needs to repeat the run: versions, all values as JSON, the plan, warnings, times. It is in QGIS's message panel, under Exogenous, as well; with every block where Processing logs verbosely. Passwords and keys are left out. Example: /data/stack.log</source>
        <translation>Ce qu'il faut à quelqu'un d'autre pour refaire l'exécution : versions, toutes les valeurs en JSON, le plan, les avertissements, les durées. Il est aussi dans le panneau des messages de QGIS, sous Exogenous ; avec chaque bloc quand Processing journalise en détail. Mots de passe et clés sont omis. Exemple : /data/stack.log</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Also write the style, as QML</source>
        <translation>Écrire aussi le style, en QML</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Beside each result, where QGIS finds it: the colours of a composite, stretched grey, or the palette and names of classes. Example: yes, to hand the file on with its colours.</source>
        <translation>À côté de chaque résultat, là où QGIS le trouve : les couleurs d'une composition, des niveaux de gris étirés, ou la palette et les noms des classes. Exemple : oui, pour transmettre le fichier avec ses couleurs.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Compare the files with the product's own checksums</source>
        <translation>Comparer les fichiers aux sommes de contrôle du produit</translation>
    </message>
    <message>
        <location filename="../../host/parameters/advanced.py"/>
        <source>Reads all files of a SAFE product and compares them with the checksums in its manifest.safe; those that differ or are missing are named. Damaged pixels may be decoded without a word otherwise. Example: yes, after a download.</source>
        <translation>Lit tous les fichiers d’un produit SAFE et les compare aux sommes de contrôle de son manifest.safe ; ceux qui diffèrent ou manquent sont nommés. Des pixels abîmés peuvent sinon être décodés sans un mot. Exemple : oui, après un téléchargement.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/destinations.py"/>
        <source>Stacked raster</source>
        <translation>Raster empilé</translation>
    </message>
    <message>
        <location filename="../../host/parameters/destinations.py"/>
        <source>A GeoTIFF with a band for each layer. Example: /data/stack.tif</source>
        <translation>Un GeoTIFF avec une bande par couche. Exemple : /data/stack.tif</translation>
    </message>
    <message>
        <location filename="../../host/parameters/destinations.py"/>
        <source>Folder of the collocated layers</source>
        <translation>Dossier des couches colocalisées</translation>
    </message>
    <message>
        <location filename="../../host/parameters/destinations.py"/>
        <source>A GeoTIFF for each layer, named after it. Example: /data/collocated</source>
        <translation>Un GeoTIFF par couche, nommé comme elle. Exemple : /data/collocated</translation>
    </message>
    <message>
        <location filename="../../host/parameters/destinations.py"/>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <location filename="../../host/parameters/destinations.py"/>
        <source>The same as a page. Example: /data/description.html</source>
        <translation>La même chose en une page. Exemple : /data/description.html</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Product (.SAFE folder, .zip, raster file or layer)</source>
        <translation>Produit (dossier .SAFE, .zip, fichier raster ou couche)</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>A Sentinel-2 product (the .SAFE folder, a metadata file in it, or the .zip), any raster file, or the name of a raster layer of the project; or several rasters as a list, ["B2.tif", "B3.tif"], or one a line. Results have its pixel grid. Example: /data/S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300.SAFE</source>
        <translation>Un produit Sentinel-2 (le dossier .SAFE, un fichier de métadonnées qui s'y trouve, ou le .zip), n'importe quel fichier raster, ou le nom d'une couche raster du projet ; ou plusieurs rasters en liste, ["B2.tif", "B3.tif"], ou un par ligne. Les résultats ont sa grille de pixels. Exemple : /data/S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300.SAFE</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Product bands, in order</source>
        <translation>Bandes du produit, dans l'ordre</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Spectral names, sensor identifiers, or the numbers or names of a plain raster's bands, separated by commas. Empty: none beside exogenous layers, all of them without. Examples: GREEN, RED, SWIR_1 or B03, 8A or 1, 2.</source>
        <translation>Noms spectraux, identifiants du capteur, ou numéros ou noms des bandes d'un simple raster, séparés par des virgules. Vide : aucune s'il y a des couches exogènes, toutes sinon. Exemples : GREEN, RED, SWIR_1 ou B03, 8A ou 1, 2.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Exogenous layers</source>
        <translation>Couches exogènes</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>One layer a line: a file or the name of a layer of the project, then what differs from the defaults. Example: /data/dem.tif|name=DEM|band=1|resampler=bilinear. Keys are name, band (a number or a description; several as 1-3 or *), resampler, nodata, crs, scale, offset, mask, domain, fractions (shares of classes), time, when and within (of files with times), burn, filter and touch (of features), overlap (of tiles) and use (false leaves the row out). The path may stand for the tiles of one layer: dem/*.tif, a folder, an index of tiles, or a list like ["a.tif", "b.tif"]. The default band is the one at the product's acquisition, else 1, the default resampler auto: nearest for classes, bilinear for all else. Or JSON: {"DEM": {"path": "/data/dem.tif", "bandnumber": 1, "resampler": "bilinear"}}. From Python also a dictionary or list of such rows, layers or paths. Where QGIS itself reads a dictionary (in a model, in the JSON input of qgis_process) it sorts it by name; a list keeps its order.</source>
        <translation>Une couche par ligne : un fichier ou le nom d'une couche du projet, puis ce qui s'écarte des valeurs par défaut. Exemple : /data/dem.tif|name=DEM|band=1|resampler=bilinear. Les clés sont name, band (un numéro ou une description ; plusieurs sous la forme 1-3 ou *), resampler, nodata, crs, scale, offset, mask, domain, fractions (parts de classes), time, when et within (des fichiers à plusieurs dates), burn, filter et touch (des entités), overlap (de tuiles) et use (false laisse la ligne de côté). Le chemin peut désigner les tuiles d'une couche : dem/*.tif, un dossier, un index de tuiles, ou une liste comme ["a.tif", "b.tif"]. La bande par défaut est celle de l'acquisition du produit, sinon la 1, la méthode de rééchantillonnage auto : nearest pour des classes, bilinear pour tout le reste. Ou du JSON : {"DEM": {"path": "/data/dem.tif", "bandnumber": 1, "resampler": "bilinear"}}. Depuis Python, aussi un dictionnaire ou une liste de telles lignes, de couches ou de chemins. Là où QGIS lit lui-même un dictionnaire (dans un modèle, dans l'entrée JSON de qgis_process), il le trie par nom ; une liste garde son ordre.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Pixel size, in units of the product's CRS</source>
        <translation>Taille de pixel, en unités du SCR du produit</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Empty: the product's own. Example: 20. The grid starts at the product's upper-left corner and has exactly this pixel size.</source>
        <translation>Vide : celle du produit. Exemple : 20. La grille part du coin supérieur gauche du produit et a exactement cette taille de pixel.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Area of interest</source>
        <translation>Zone d'intérêt</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>A vector layer or file in any CRS, or an extent xmin,xmax,ymin,ymax [EPSG:…] (in the product's CRS if none is given). Results have the whole pixels of the grid that its extent touches. Empty: the whole product. Examples: /data/lake.gpkg or 4.1,4.3,60.2,60.4 [EPSG:4326]</source>
        <translation>Une couche ou un fichier vecteur dans n'importe quel SCR, ou une emprise xmin,xmax,ymin,ymax [EPSG:…] (dans le SCR du produit si aucun n'est donné). Les résultats ont les pixels entiers de la grille que touche son emprise. Vide : tout le produit. Exemples : /data/lac.gpkg ou 4.1,4.3,60.2,60.4 [EPSG:4326]</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Blank what lies outside the area's polygons</source>
        <translation>Vider ce qui est hors des polygones de la zone</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Pixels whose centre is in no polygon of the area become nodata. Example: yes, for the pixels of a lake alone.</source>
        <translation>Les pixels dont le centre n'est dans aucun polygone de la zone deviennent NoData. Exemple : oui, pour les pixels d'un lac seulement.</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>Open the layers in the project after the run</source>
        <translation>Ouvrir les couches dans le projet après l'exécution</translation>
    </message>
    <message>
        <location filename="../../host/parameters/inputs.py"/>
        <source>In the QGIS window only, and not from within a model. Example: no, where hundreds of layers are written.</source>
        <translation>Dans la fenêtre de QGIS seulement, et pas depuis un modèle. Exemple : non, là où des centaines de couches sont écrites.</translation>
    </message>
    <message>
        <location filename="../../host/product_layers.py"/>
        <source>Choose a product.</source>
        <translation>Choisissez un produit.</translation>
    </message>
    <message>
        <location filename="../../host/product_layers.py"/>
        <source>Give a path, or a raster layer of the project.</source>
        <translation>Donnez un chemin, ou une couche raster du projet.</translation>
    </message>
    <message>
        <location filename="../../host/qgis_raster.py"/>
        <source>QGIS no longer opens it</source>
        <translation>QGIS ne l'ouvre plus</translation>
    </message>
    <message>
        <location filename="../../host/qgis_raster.py"/>
        <source>QGIS reads no pixels of band {band}</source>
        <translation>QGIS ne lit aucun pixel de la bande {band}</translation>
    </message>
    <message>
        <location filename="../../host/readiness.py"/>
        <source>Exogenous needs Python packages that this QGIS lacks: {packages}. Install them by Raster, Exogenous, Python packages…, or with this command, then start QGIS again: {command}</source>
        <translation>Exogenous a besoin de paquets Python qui manquent à ce QGIS : {packages}. Installez-les par Raster, Exogenous, Paquets Python…, ou avec cette commande, puis redémarrez QGIS : {command}</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>Resampler of new layers, unless they are classes</source>
        <translation>Méthode de rééchantillonnage des nouvelles couches, sauf les classes</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>{label} of results</source>
        <translation>{label} des résultats</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>for example COMPRESS=ZSTD|BIGTIFF=YES</source>
        <translation>par exemple COMPRESS=ZSTD|BIGTIFF=YES</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>{label} (0: one for each processor)</source>
        <translation>{label} (0 : un par processeur)</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>{label} (0: as much as the threads need)</source>
        <translation>{label} (0 : autant qu'il en faut aux fils d'exécution)</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>Python that has EOReader, for more kinds of products</source>
        <translation>Python qui a EOReader, pour d'autres sortes de produits</translation>
    </message>
    <message>
        <location filename="../../host/settings.py"/>
        <source>for example /opt/eoreader/bin/python</source>
        <translation>par exemple /opt/eoreader/bin/python</translation>
    </message>
    <message>
        <location filename="../../host/values.py"/>
        <source>Give a number, or nothing.</source>
        <translation>Donnez un nombre, ou rien.</translation>
    </message>
    <message>
        <location filename="../../host/values.py"/>
        <source>The expression fails: mend it.</source>
        <translation>L’expression échoue : corrigez-la.</translation>
    </message>
    <message>
        <location filename="../../host/values.py"/>
        <source>Give names and commas, or a JSON list like ["GREEN", "RED"].</source>
        <translation>Donnez des noms et des virgules, ou une liste JSON comme ["GREEN", "RED"].</translation>
    </message>
    <message>
        <location filename="../../host/values.py"/>
        <source>Give options like COMPRESS=ZSTD|TILED=YES.</source>
        <translation>Donnez des options comme COMPRESS=ZSTD|TILED=YES.</translation>
    </message>
    <message>
        <location filename="../../algorithms/base.py"/>
        <source>Interrupted.</source>
        <translation>Interrompu.</translation>
    </message>
    <message>
        <location filename="../../algorithms/collocate.py"/>
        <source>Collocate exogenous layers</source>
        <translation>Colocaliser des couches exogènes</translation>
    </message>
    <message>
        <location filename="../../algorithms/collocate.py"/>
        <source>Resamples layers onto the pixels of a product, a raster for each.</source>
        <translation>Rééchantillonne des couches sur les pixels d'un produit, un raster pour chacune.</translation>
    </message>
    <message>
        <location filename="../../algorithms/collocate.py"/>
        <source>Brings layers from elsewhere (radar, elevation, land cover, weather) onto the pixel grid of a satellite product and writes one raster for each. Each layer is resampled once, straight from its source, with the resampler it asks for, and keeps its data type where its values are kept.</source>
        <translation>Amène des couches venues d'ailleurs (radar, altitude, occupation du sol, météo) sur la grille de pixels d'un produit satellite et écrit un raster pour chacune. Chaque couche est rééchantillonnée une seule fois, directement depuis sa source, avec la méthode qu'elle demande, et garde son type de données là où ses valeurs sont conservées.</translation>
    </message>
    <message>
        <location filename="../../algorithms/collocate.py"/>
        <source>collocate,exogenous,align,sentinel-2,reproject,resample,grid,warp</source>
        <translation>colocaliser,exogène,aligner,sentinel-2,reprojeter,rééchantillonner,grille,collocate,warp</translation>
    </message>
    <message>
        <location filename="../../algorithms/collocate.py"/>
        <source>Collocated layers</source>
        <translation>Couches colocalisées</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Describe product</source>
        <translation>Décrire un produit</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Tells what a product is and which bands it has.</source>
        <translation>Dit ce qu'est un produit et quelles bandes il a.</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Tells what a product is, where its pixels are, and under which names its bands can be asked for. Pixels are read for the small picture alone.</source>
        <translation>Dit ce qu'est un produit, où sont ses pixels et sous quels noms ses bandes peuvent être demandées. Des pixels ne sont lus que pour la petite image.</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>describe,exogenous,metadata,information,bands,sentinel-2</source>
        <translation>décrire,exogène,métadonnées,informations,bandes,sentinel-2,describe</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>All files are as the product's checksums say.</source>
        <translation>Tous les fichiers sont conformes aux sommes de contrôle du produit.</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Files differ from the product's own checksums, or are missing: {files}. Download the product again.</source>
        <translation>Des fichiers diffèrent des sommes de contrôle du produit, ou manquent : {files}. Téléchargez le produit à nouveau.</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Condensed name</source>
        <translation>Nom abrégé</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Constellation</source>
        <translation>Constellation</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Sensor type</source>
        <translation>Type de capteur</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Product type</source>
        <translation>Type de produit</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Acquisition date and time</source>
        <translation>Date et heure d'acquisition</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Tile</source>
        <translation>Tuile</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Coordinate reference system</source>
        <translation>Système de coordonnées de référence</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Extent, in units of the CRS</source>
        <translation>Emprise, en unités du SCR</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Bands that can be asked for, separated by commas</source>
        <translation>Bandes qui peuvent être demandées, séparées par des virgules</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Kinds of quality masks, separated by commas</source>
        <translation>Sortes de masques de qualité, séparées par des virgules</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>The sensor's identifier of each band, as JSON</source>
        <translation>Identifiant de chaque bande chez le capteur, en JSON</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>What to know before using the pixels</source>
        <translation>Ce qu'il faut savoir avant d'utiliser les pixels</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Cloud cover, in percent</source>
        <translation>Couverture nuageuse, en pourcentage</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Pixel size, in units of the CRS</source>
        <translation>Taille de pixel, en unités du SCR</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Columns of the grid</source>
        <translation>Colonnes de la grille</translation>
    </message>
    <message>
        <location filename="../../algorithms/describe.py"/>
        <source>Rows of the grid</source>
        <translation>Lignes de la grille</translation>
    </message>
    <message>
        <location filename="../../algorithms/help_page.py"/>
        <source>{name}: {words}</source>
        <translation>{name} : {words}</translation>
    </message>
    <message>
        <location filename="../../algorithms/help_page.py"/>
        <source>Input parameters</source>
        <translation>Paramètres en entrée</translation>
    </message>
    <message>
        <location filename="../../algorithms/help_page.py"/>
        <source>Outputs</source>
        <translation>Sorties</translation>
    </message>
    <message>
        <location filename="../../algorithms/loading.py"/>
        <source>{product} · stack {size}</source>
        <translation>{product} · pile {size}</translation>
    </message>
    <message>
        <location filename="../../algorithms/outputs.py"/>
        <source>Names of bands and layers, a JSON list: ["RED", "DEM"]</source>
        <translation>Noms des bandes et des couches, en liste JSON : ["RED", "DEM"]</translation>
    </message>
    <message>
        <location filename="../../algorithms/parameters.py"/>
        <source>Products and rasters</source>
        <translation>Produits et rasters</translation>
    </message>
    <message>
        <location filename="../../algorithms/parameters.py"/>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <location filename="../../algorithms/parameters.py"/>
        <source>HTML files</source>
        <translation>Fichiers HTML</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>{step}, {time} left</source>
        <translation>{step}, encore {time}</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>All blocks are warped, after {time}</source>
        <translation>Tous les blocs sont reprojetés, après {time}</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>Warping {name}, block {number} of {count}</source>
        <translation>Rééchantillonnage de {name}, bloc {number} sur {count}</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>Warping {bands} bands, block {number} of {count}</source>
        <translation>Rééchantillonnage de {bands} bandes, bloc {number} sur {count}</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <location filename="../../algorithms/progress.py"/>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <location filename="../../algorithms/result_metadata.py"/>
        <source>On the pixel grid of {product}.</source>
        <translation>Sur la grille de pixels de {product}.</translation>
    </message>
    <message>
        <location filename="../../algorithms/result_metadata.py"/>
        <source>Acquired {instant} UTC.</source>
        <translation>Acquis le {instant} UTC.</translation>
    </message>
    <message>
        <location filename="../../algorithms/result_metadata.py"/>
        <source>{instant} UTC: made by Exogenous {version}</source>
        <translation>{instant} UTC : fait par Exogenous {version}</translation>
    </message>
    <message>
        <location filename="../../algorithms/run_log.py"/>
        <source>Warning: {text}</source>
        <translation>Avertissement : {text}</translation>
    </message>
    <message>
        <location filename="../../algorithms/run_log.py"/>
        <source>Done.</source>
        <translation>Terminé.</translation>
    </message>
    <message>
        <location filename="../../algorithms/stack.py"/>
        <source>Stack product with exogenous</source>
        <translation>Empiler un produit et des couches exogènes</translation>
    </message>
    <message>
        <location filename="../../algorithms/stack.py"/>
        <source>Puts product bands and other layers into one raster.</source>
        <translation>Met des bandes d'un produit et d'autres couches dans un seul raster.</translation>
    </message>
    <message>
        <location filename="../../algorithms/stack.py"/>
        <source>Puts bands of a satellite product and layers from elsewhere (radar, elevation, land cover, weather) into one raster on the product's own pixel grid. Each layer is resampled once, straight from its source, with the resampler it asks for. Bands carry the layers' names.</source>
        <translation>Met des bandes d'un produit satellite et des couches venues d'ailleurs (radar, altitude, occupation du sol, météo) dans un seul raster, sur la grille de pixels du produit. Chaque couche est rééchantillonnée une seule fois, directement depuis sa source, avec la méthode qu'elle demande. Les bandes portent les noms des couches.</translation>
    </message>
    <message>
        <location filename="../../algorithms/stack.py"/>
        <source>stack,exogenous,collocate,align,sentinel-2,bands,resample,grid</source>
        <translation>empiler,pile,exogène,colocaliser,aligner,sentinel-2,bandes,rééchantillonner,grille,stack</translation>
    </message>
    <message>
        <location filename="../../core/compute/burnt.py"/>
        <source>{label}: its filter leaves no feature here.</source>
        <translation>{label} : son filtre ne laisse aucune entité ici.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>the files beside it are not all there (.shx, .dbf). Copy them as well.</source>
        <translation>les fichiers qui l'accompagnent ne sont pas tous là (.shx, .dbf). Copiez-les aussi.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>it has not answered in time. Check the connection, or allow more time.</source>
        <translation>il n'a pas répondu à temps. Vérifiez la connexion, ou accordez plus de temps.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>no server answers there. Check the address and the connection.</source>
        <translation>aucun serveur n'y répond. Vérifiez l'adresse et la connexion.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>there is nothing of this name. Check it, letter by letter.</source>
        <translation>il n'y a rien de ce nom. Vérifiez-le, lettre par lettre.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>you may not read it. Change its permissions.</source>
        <translation>vous n'avez pas le droit de le lire. Changez ses permissions.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>it is in no format that is known here.</source>
        <translation>il n'est dans aucun format connu ici.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>it is damaged or incomplete. Fetch or make it again.</source>
        <translation>il est endommagé ou incomplet. Téléchargez-le ou refaites-le.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>you may not write there. Choose another place.</source>
        <translation>vous n'avez pas le droit d'y écrire. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>nothing can be written there. Choose another place.</source>
        <translation>rien ne peut y être écrit. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>the disk or the network failed. Check it, and try again.</source>
        <translation>le disque ou le réseau a failli. Vérifiez-le, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>too many files are open. Close other programs.</source>
        <translation>trop de fichiers sont ouverts. Fermez d'autres programmes.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>the file would be larger than allowed. Choose another place.</source>
        <translation>le fichier dépasserait la taille permise. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>the disk is full. Free some of it, or choose another place.</source>
        <translation>le disque est plein. Libérez de la place, ou choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>your share of the disk is full. Choose another place.</source>
        <translation>votre part du disque est pleine. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>the name is too long. Choose a shorter one.</source>
        <translation>le nom est trop long. Choisissez-en un plus court.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>a part of the path is no folder. Choose another place.</source>
        <translation>une partie du chemin n'est pas un dossier. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>the server answers {code}. Check the address.</source>
        <translation>le serveur répond {code}. Vérifiez l'adresse.</translation>
    </message>
    <message>
        <location filename="../../core/errors/library_words.py"/>
        <source>GDAL refuses it ({words}). Fetch or make it again.</source>
        <translation>GDAL le refuse ({words}). Téléchargez-le ou refaites-le.</translation>
    </message>
    <message>
        <location filename="../../core/errors/outputs.py"/>
        <source>{path!r} cannot be written: {reason}</source>
        <translation>« {path} » ne peut pas être écrit : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/errors/outputs.py"/>
        <source>{nodata} is a valid value there, so it cannot mean nodata in a {dtype} output. Choose another number or type: in the dialog in Nodata value or Data type, in a command by NODATA or DTYPE.</source>
        <translation>{nodata} y est une valeur valide, et ne peut donc signifier nodata dans un résultat {dtype}. Choisissez un autre nombre ou un autre type : dans la boîte de dialogue dans « Valeur NoData » ou « Type de données », dans une commande par NODATA ou DTYPE.</translation>
    </message>
    <message>
        <location filename="../../core/errors/outputs.py"/>
        <source>Cancelled: nothing was written.</source>
        <translation>Annulé : rien n'a été écrit.</translation>
    </message>
    <message>
        <location filename="../../core/errors/packages.py"/>
        <source>rasterio {version} has no {private_name}, which Exogenous needs. Install a version that has: 1.4 and 1.5 do.</source>
        <translation>rasterio {version} n'a pas {private_name}, dont Exogenous a besoin. Installez une version qui l'a : 1.4 ou 1.5.</translation>
    </message>
    <message>
        <location filename="../../core/errors/packages.py"/>
        <source>{purpose} needs the Python package {name}, which is not installed. In QGIS it comes by Raster, Exogenous, Python packages…; elsewhere by pip install {name}.</source>
        <translation>Paquet Python {name} manquant (nécessaire pour : {purpose}). Dans QGIS, il s'installe par Raster, Exogenous, Paquets Python… ; ailleurs par pip install {name}.</translation>
    </message>
    <message>
        <location filename="../../core/errors/products.py"/>
        <source>{path!r} cannot be opened: {reason}. {remedy}</source>
        <translation>« {path} » ne peut pas être ouvert : {reason}. {remedy}</translation>
    </message>
    <message>
        <location filename="../../core/errors/products.py"/>
        <source>{path!r} cannot become reflectance: nothing in it says its processing baseline, and so the offset of its numbers, neither the metadata of product, tile and data strip, nor the manifest, nor a name. Fetch it again, or give its folder its own name back (S2A_MSIL2A_…); raw gives the numbers as they are: in the dialog in Cleaning of the product's bands, in a command by CLEANING.</source>
        <translation>{path!r} ne donne pas de réflectance : rien n'y dit sa version de traitement, et donc le décalage de ses valeurs numériques, ni les métadonnées du produit, de la tuile et de la bande de données, ni le manifeste, ni un nom. Téléchargez-le à nouveau, ou rendez à son dossier son propre nom (S2A_MSIL2A_…) ; raw donne les valeurs numériques telles quelles : dans la boîte de dialogue dans « Nettoyage des bandes du produit », dans une commande par CLEANING.</translation>
    </message>
    <message>
        <location filename="../../core/errors/products.py"/>
        <source>{path!r} is damaged: {reason}. Fetch or unpack it again.</source>
        <translation>« {path} » est endommagé : {reason}. Téléchargez-le ou décompressez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>there is no file {path!r}. {remedy}</source>
        <translation>il n'y a pas de fichier « {path} ». {remedy}</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>Check the path.</source>
        <translation>Vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} cannot be read: {reason}</source>
        <translation>« {path} » est illisible : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} was changed while it was read. Run again once it is ready.</source>
        <translation>{path!r} a été modifié pendant la lecture. Relancez une fois qu'il est prêt.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} cannot be read: {reason}. {remedy}</source>
        <translation>{path!r} ne peut pas être lu : {reason}. {remedy}</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} is read from the network ({address}). Files may not do that unasked: give the address itself as path, or set {variable}=YES in the environment (in QGIS: Settings, Options, System, Environment).</source>
        <translation>{path!r} est lu par le réseau ({address}). Un fichier ne doit pas le faire sans qu’on l’ait demandé : donnez l’adresse elle-même comme chemin, ou posez {variable}=YES dans l’environnement (dans QGIS : Préférences, Options, Système, Environnement).</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} reads {file!r} byte by byte, which lies in another folder. Put the file beside it, or save it as GeoTIFF.</source>
        <translation>{path!r} lit octet par octet {file!r}, qui est dans un autre dossier. Mettez le fichier à côté, ou enregistrez-le en GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} holds several rasters. Give one of them in its place: {subdatasets}.</source>
        <translation>« {path} » contient plusieurs rasters. Donnez l'un d'eux à sa place : {subdatasets}.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} has no coordinate reference system. Give it one like {example}: in the dialog in the column CRS, in a command by the key "crs" of the row.</source>
        <translation>{path!r} n'a pas de système de coordonnées de référence. Donnez-lui-en un, comme {example} : dans la boîte de dialogue dans la colonne SCR, dans une commande par la clé « crs » de la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} has no coordinate reference system. Set it for the layer in QGIS (Layer, Set CRS), or give an extent: xmin,xmax,ymin,ymax [EPSG:4326].</source>
        <translation>{path!r} n'a pas de système de coordonnées de référence. Définissez celui de la couche dans QGIS (Couche, Définir le SCR), ou donnez une emprise : xmin,xmax,ymin,ymax [EPSG:4326].</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>nothing is known that leads from the product's coordinate reference system to that of {path!r}. Check both; a local or unknown one needs the right one in its place: of a layer, in the dialog in the column CRS, in a command by the key "crs" of the row.</source>
        <translation>aucun passage n'est connu du système de coordonnées de référence du produit à celui de {path!r}. Vérifiez les deux ; un système local ou inconnu doit être remplacé par le bon : pour une couche, dans la boîte de dialogue dans la colonne SCR, dans une commande par la clé « crs » de la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} has no geotransform that says where its pixels are. Georeference it first, with QGIS's Georeferencer, or warp it by its control points, with "Warp (reproject)".</source>
        <translation>« {path} » n'a pas de géotransformation qui dise où sont ses pixels. Géoréférencez-le d'abord, avec le Géoréférenceur de QGIS, ou redressez-le par ses points de contrôle, avec « Projection (warp) ».</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} is placed by {placed_by}, and a regular grid is needed. Bring it onto one first, with "Warp (reproject)".</source>
        <translation>« {path} » est localisé par ses {placed_by}, or il faut une grille régulière. Amenez-le d'abord sur une grille, avec « Projection (warp) ».</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} holds {number}, and beyond 2^53 floats do not have every whole number. Collocate it with the resampler nearest or mode, or stack with the type int64 or uint64, which keep such numbers: in the dialog in Data type, in a command by DTYPE.</source>
        <translation>{path!r} contient {number}, et au-delà de 2^53 les flottants n'ont pas tous les nombres entiers. Colocalisez-la avec la méthode nearest ou mode, ou empilez avec le type int64 ou uint64, qui conservent de tels nombres : dans la boîte de dialogue dans « Type de données », dans une commande par DTYPE.</translation>
    </message>
    <message>
        <location filename="../../core/errors/rasters.py"/>
        <source>{path!r} has no band {band!r}. It has {there}.</source>
        <translation>« {path} » n'a pas de bande « {band} ». Il a : {there}.</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>{found!r} cannot be used. {remedy}</source>
        <translation>« {found} » est inutilisable. {remedy}</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>{problem}. {remedy}</source>
        <translation>{problem}. {remedy}</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>resampler {found!r} is unknown</source>
        <translation>la méthode de rééchantillonnage « {found} » est inconnue</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>Use one of {known}.</source>
        <translation>Valeurs possibles : {known}.</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>resampler 'gauss' is made for overviews: it needs pixels that are whole multiples of those of {path!r}, in the same coordinate reference system, and begin where one of them does. Use average or cubic_spline, or another pixel size.</source>
        <translation>la méthode de rééchantillonnage 'gauss' est faite pour les aperçus : il lui faut des pixels qui soient des multiples entiers de ceux de {path!r}, dans le même système de coordonnées de référence, et qui commencent là où l'un d'eux commence. Utilisez average ou cubic_spline, ou une autre taille de pixel.</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>The name {name!r} is used more than once ({owners}). Give every band and layer a name of its own: in the dialog in the column Name, in a command by the key "name" of the row.</source>
        <translation>Le nom « {name} » est utilisé plus d'une fois ({owners}). Donnez un nom propre à chaque bande et à chaque couche : dans la boîte de dialogue dans la colonne Nom, dans une commande par la clé « name » de la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>{problem}.</source>
        <translation>{problem}.</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>{aoi!r} ({aoi_bounds}) lies outside the product ({product_bounds}). Choose an area that touches it.</source>
        <translation>« {aoi} » ({aoi_bounds}) est hors du produit ({product_bounds}). Choisissez une zone qui le touche.</translation>
    </message>
    <message>
        <location filename="../../core/errors/requests.py"/>
        <source>{path!r} does not overlap the product's area. Check the layer and its CRS, or get an empty layer: in the dialog without the tick "Stop where a band or a layer is missing", in a command without STRICT.</source>
        <translation>« {path} » ne recouvre pas la zone du produit. Vérifiez la couche et son SCR, ou obtenez une couche vide : dans la boîte de dialogue sans cocher « Arrêter s'il manque une bande ou une couche », dans une commande sans STRICT.</translation>
    </message>
    <message>
        <location filename="../../core/errors/root.py"/>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <location filename="../../core/errors/root.py"/>
        <source>{shown}, and {count} more</source>
        <translation>{shown}, et {count} de plus</translation>
    </message>
    <message>
        <location filename="../../core/errors/system.py"/>
        <source>There is too little memory. Close other programs, or let the run take less: fewer threads, a smaller memory limit, a smaller area.</source>
        <translation>La mémoire ne suffit pas. Fermez d'autres programmes, ou limitez le traitement : moins de fils d'exécution, une limite de mémoire plus basse, une zone plus petite.</translation>
    </message>
    <message>
        <location filename="../../core/errors/system.py"/>
        <source>{path!r} cannot be used: {reason}</source>
        <translation>{path!r} est inutilisable : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/errors/system.py"/>
        <source>A file cannot be used: {reason}</source>
        <translation>Un fichier est inutilisable : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/geometry/chosen_operation.py"/>
        <source>Choose another in Project, Properties, Transformations: the CRS of one of them is none that is known here.</source>
        <translation>Choisissez-en une autre dans Projet, Propriétés, Transformations : le SCR de l'une d'elles est inconnu ici.</translation>
    </message>
    <message>
        <location filename="../../core/geometry/crs.py"/>
        <source>Give the CRS like "EPSG:4326", or as WKT.</source>
        <translation>Donnez le SCR comme "EPSG:4326", ou en WKT.</translation>
    </message>
    <message>
        <location filename="../../core/geometry/crs.py"/>
        <source>It has heights alone. Give one like "EPSG:4326".</source>
        <translation>Il n’a que des altitudes. Donnez-en un comme "EPSG:4326".</translation>
    </message>
    <message>
        <location filename="../../core/geometry/grid.py"/>
        <source>Give a positive number in units of the CRS.</source>
        <translation>Donnez un nombre positif, en unités du SCR.</translation>
    </message>
    <message>
        <location filename="../../core/geometry/grid.py"/>
        <source>It makes {cols} x {rows} pixels. Give it in units of the CRS.</source>
        <translation>Cela fait {cols} x {rows} pixels. Donnez-la en unités du SCR.</translation>
    </message>
    <message>
        <location filename="../../core/geometry/grid_text.py"/>
        <source>{west} to {east}, {south} to {north}</source>
        <translation>{west} à {east}, {south} à {north}</translation>
    </message>
    <message>
        <location filename="../../core/geometry/transform_by.py"/>
        <source>The project's transform settings name it, and it cannot be used here: choose another there.</source>
        <translation>Les paramètres de transformation du projet la nomment, et elle ne peut pas servir ici : choisissez-en une autre là-bas.</translation>
    </message>
    <message>
        <location filename="../../core/geometry/vertical.py"/>
        <source>ellipsoidal height of {crs}</source>
        <translation>hauteur ellipsoïdale de {crs}</translation>
    </message>
    <message>
        <location filename="../../core/georeferencing/gcps_rpcs.py"/>
        <source>ground control points</source>
        <translation>points de contrôle au sol</translation>
    </message>
    <message>
        <location filename="../../core/georeferencing/gcps_rpcs.py"/>
        <source>rational polynomials (RPC)</source>
        <translation>polynômes rationnels (RPC)</translation>
    </message>
    <message>
        <location filename="../../core/georeferencing/geolocation.py"/>
        <source>geolocation arrays</source>
        <translation>tableaux de géolocalisation</translation>
    </message>
    <message>
        <location filename="../../core/georeferencing/read.py"/>
        <source>its {points} place nothing: {problem}</source>
        <translation>ses {points} ne localisent rien : {problem}</translation>
    </message>
    <message>
        <location filename="../../core/georeferencing/read.py"/>
        <source>its geolocation arrays ({files}) cannot be read: {problem}</source>
        <translation>ses tableaux de géolocalisation ({files}) sont illisibles : {problem}</translation>
    </message>
    <message>
        <location filename="../../core/georeferencing/read.py"/>
        <source>its geolocation arrays hold no coordinates</source>
        <translation>ses tableaux de géolocalisation ne contiennent pas de coordonnées</translation>
    </message>
    <message>
        <location filename="../../core/io/cloud.py"/>
        <source>Set {variables} in the environment (in QGIS: Settings, Options, System, Environment; for a command: in its shell).</source>
        <translation>Définissez {variables} dans l'environnement (dans QGIS : Préférences, Options, Système, Environnement ; pour une commande : dans son terminal).</translation>
    </message>
    <message>
        <location filename="../../core/io/cloud.py"/>
        <source>the storage in the cloud does not let you in</source>
        <translation>le stockage dans le cloud refuse l'accès</translation>
    </message>
    <message>
        <location filename="../../core/io/damage.py"/>
        <source>Tiles of {path} that cannot be decoded are nodata, {count} in all; the first begins at row {row}, column {col}: {reason}</source>
        <translation>Les tuiles de {path} qui ne se décodent pas sont sans valeur, {count} en tout ; la première commence à la ligne {row}, colonne {col} : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>Add it to QGIS and choose that layer, or save it as GeoTIFF first (Raster, Conversion, Translate).</source>
        <translation>Ajoutez-le à QGIS et choisissez cette couche, ou enregistrez-le d'abord en GeoTIFF (Raster, Conversion, Traduire).</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>If QGIS opens it, choose that layer, or save it as GeoTIFF first.</source>
        <translation>Si QGIS l'ouvre, choisissez sa couche, ou enregistrez-le d'abord en GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>Add it to QGIS and choose that layer.</source>
        <translation>Ajoutez-le à QGIS et choisissez cette couche.</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>Save it as GeoTIFF in QGIS (Layer, Save As) and give that.</source>
        <translation>Enregistrez-la en GeoTIFF dans QGIS (Couche, Enregistrer sous) et donnez ce fichier.</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>Burn them into a raster first (Raster, Conversion, Rasterize) and give that.</source>
        <translation>Rastérisez-les d'abord (Raster, Conversion, Rastériser) et donnez ce raster.</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>Make a raster of them first (Raster, Analysis, Grid) and give that.</source>
        <translation>Faites-en d'abord un raster (Raster, Analyse, Grille) et donnez celui-ci.</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>the GDAL of rasterio reads no {format}</source>
        <translation>le GDAL de rasterio ne lit pas {format}</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>it is a table of a database, as QGIS names it</source>
        <translation>c'est une table d'une base de données, sous le nom que QGIS lui donne</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>it is a map from a server: pictures, without values</source>
        <translation>c'est une carte d'un serveur : des images, sans valeurs</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>it is empty</source>
        <translation>il est vide</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>Make or fetch it again.</source>
        <translation>Refaites-le ou téléchargez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>it holds features, not pixels</source>
        <translation>il contient des entités, pas des pixels</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>its points lie on no regular grid</source>
        <translation>ses points ne sont pas sur une grille régulière</translation>
    </message>
    <message>
        <location filename="../../core/io/foreign.py"/>
        <source>it is in no raster format that is known</source>
        <translation>il n'est dans aucun format raster connu</translation>
    </message>
    <message>
        <location filename="../../core/io/near_names.py"/>
        <source>Its folder has {names}: check the path.</source>
        <translation>Son dossier contient {names} : vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../core/io/near_names.py"/>
        <source>{folder!r} has no {name!r}: check the path.</source>
        <translation>« {folder} » ne contient pas « {name} » : vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../core/io/near_names.py"/>
        <source>{folder!r} has no {name!r}, but {names}: check the path.</source>
        <translation>« {folder} » ne contient pas « {name} », mais {names} : vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../core/io/paths.py"/>
        <source>A product in a cloud</source>
        <translation>un produit dans le nuage</translation>
    </message>
    <message>
        <location filename="../../core/io/pyogrio_reader.py"/>
        <source>A vector file</source>
        <translation>un fichier vectoriel</translation>
    </message>
    <message>
        <location filename="../../core/io/raster.py"/>
        <source>its name is not UTF-8</source>
        <translation>son nom n’est pas en UTF-8</translation>
    </message>
    <message>
        <location filename="../../core/io/raster.py"/>
        <source>Rename it.</source>
        <translation>Renommez-le.</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/destination.py"/>
        <source>its links lead round in a circle. Choose another place.</source>
        <translation>ses liens tournent en rond. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/destination.py"/>
        <source>a folder has that name. Choose another.</source>
        <translation>un dossier porte ce nom. Choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/destination.py"/>
        <source>a device or a pipe has that name. Choose another.</source>
        <translation>un périphérique ou un tube porte ce nom. Choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/destination.py"/>
        <source>the file is protected. Allow writing to it, or choose another name.</source>
        <translation>le fichier est protégé. Autorisez son écriture, ou choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/local_place.py"/>
        <source>Give the path of a file or folder.</source>
        <translation>Donnez le chemin d’un fichier ou d’un dossier.</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/local_place.py"/>
        <source>it is no path of a file or folder</source>
        <translation>ce n’est pas le chemin d’un fichier ou d’un dossier</translation>
    </message>
    <message>
        <location filename="../../core/output/committing/local_place.py"/>
        <source>it is no place in a file system. Give the path of a file</source>
        <translation>ce n’est pas un endroit d’un système de fichiers. Donnez le chemin d’un fichier</translation>
    </message>
    <message>
        <location filename="../../core/output/encoding.py"/>
        <source>{dtype} takes {range}.</source>
        <translation>{dtype} accepte des {range}.</translation>
    </message>
    <message>
        <location filename="../../core/output/encoding.py"/>
        <source>numbers {least:.6g} to {greatest:.6g}</source>
        <translation>nombres de {least:.6g} à {greatest:.6g}</translation>
    </message>
    <message>
        <location filename="../../core/output/encoding.py"/>
        <source>whole numbers {least} to {greatest}</source>
        <translation>nombres entiers de {least} à {greatest}</translation>
    </message>
    <message>
        <location filename="../../core/output/file_plan.py"/>
        <source>Results are GeoTIFF: end it in .tif.</source>
        <translation>Les résultats sont des GeoTIFF : terminez le nom par .tif.</translation>
    </message>
    <message>
        <location filename="../../core/output/geotiff.py"/>
        <source>not all of it could be stored. Make room on the disk or in memory, or choose creation options that suit its type.</source>
        <translation>tout n'a pas pu être enregistré. Libérez de la place sur le disque ou en mémoire, ou choisissez des options de création qui conviennent à son type.</translation>
    </message>
    <message>
        <location filename="../../core/output/input_guard.py"/>
        <source>the run reads it. Choose another place.</source>
        <translation>l'exécution le lit. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/output/input_guard.py"/>
        <source>it lies in the product's own folder. Choose another place.</source>
        <translation>il se trouve dans le dossier même du produit. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../core/output/needs.py"/>
        <source>It takes at most {memory} of memory and {disk} on the disk, and about {time}.</source>
        <translation>Il faut au plus {memory} de mémoire et {disk} sur le disque, et environ {time}.</translation>
    </message>
    <message>
        <location filename="../../core/output/needs.py"/>
        <source>{number:.1f} GB</source>
        <translation>{number:.1f} Go</translation>
    </message>
    <message>
        <location filename="../../core/output/needs.py"/>
        <source>{number:.0f} MB</source>
        <translation>{number:.0f} Mo</translation>
    </message>
    <message>
        <location filename="../../core/output/needs.py"/>
        <source>{number:.0f} min</source>
        <translation>{number:.0f} min</translation>
    </message>
    <message>
        <location filename="../../core/output/needs.py"/>
        <source>{number:.0f} s</source>
        <translation>{number:.0f} s</translation>
    </message>
    <message>
        <location filename="../../core/output/room.py"/>
        <source>it takes {needed:.1f} GB, and {free:.1f} GB are free. Free some, or choose another place, larger pixels or a smaller area</source>
        <translation>il faut {needed:.1f} Go, et {free:.1f} Go sont libres. Libérez-en, ou choisissez un autre endroit, des pixels plus grands ou une zone plus petite</translation>
    </message>
    <message>
        <location filename="../../core/output/room.py"/>
        <source>The result has {needed:.1f} GB before it is compressed, and {free:.1f} GB are free.</source>
        <translation>Le résultat fait {needed:.1f} Go avant compression, et {free:.1f} Go sont libres.</translation>
    </message>
    <message>
        <location filename="../../core/output/taken_nodata.py"/>
        <source>{layer}: {number} is a valid value, so it cannot mean nodata: the layer is written as {dtype}.</source>
        <translation>{layer} : {number} est une valeur valide, et ne peut donc signifier nodata : la couche est écrite en {dtype}.</translation>
    </message>
    <message>
        <location filename="../../core/output/taken_nodata.py"/>
        <source>{layer}: {number} is a valid value, so it cannot mean nodata: {other} does in its place.</source>
        <translation>{layer} : {number} est une valeur valide, et ne peut donc signifier nodata : {other} le signifie à sa place.</translation>
    </message>
    <message>
        <location filename="../../core/output/write.py"/>
        <source>{name}: value = {dtype} {packing}</source>
        <translation>{name} : valeur = {dtype} {packing}</translation>
    </message>
    <message>
        <location filename="../../core/output/xarray_dataset.py"/>
        <source>a coordinate of the dataset</source>
        <translation>une coordonnée du jeu de données</translation>
    </message>
    <message>
        <location filename="../../core/output/xarray_dataset.py"/>
        <source>layer {name!r}</source>
        <translation>couche « {name} »</translation>
    </message>
    <message>
        <location filename="../../core/pipeline.py"/>
        <source>load</source>
        <translation>load</translation>
    </message>
    <message>
        <location filename="../../core/planning/accuracy.py"/>
        <source>{label}: it is placed by {operation}, which takes one datum for another; how far it is off nobody knows.</source>
        <translation>{label} : elle est placée par {operation}, qui prend un système géodésique pour un autre ; nul ne sait de combien elle s'écarte.</translation>
    </message>
    <message>
        <location filename="../../core/planning/accuracy.py"/>
        <source>{label}: it is placed by {operation}, accurate to {accuracy:g} m.</source>
        <translation>{label} : elle est placée par {operation}, exacte à {accuracy:g} m près.</translation>
    </message>
    <message>
        <location filename="../../core/planning/accuracy.py"/>
        <source>With {grids} in {folder} it would be accurate to {accuracy:g} m.</source>
        <translation>Avec {grids} dans {folder}, elle serait exacte à {accuracy:g} m près.</translation>
    </message>
    <message>
        <location filename="../../core/planning/alpha.py"/>
        <source>{label}: band {band} of the file is marked as alpha, and looks like data: where it is 0, nothing else has a value.</source>
        <translation>{label} : la bande {band} du fichier est marquée comme alpha et ressemble à des données : là où elle vaut 0, rien d'autre n'a de valeur.</translation>
    </message>
    <message>
        <location filename="../../core/planning/alpha.py"/>
        <source>To ignore it, give the file as an exogenous layer too, and none for its mask: in the dialog in the column Mask, in a command by the key "mask" of the row; or take the mark away (gdal_translate -colorinterp_{band} undefined).</source>
        <translation>Pour l'ignorer, donnez aussi le fichier comme couche exogène, et none pour son masque : dans la boîte de dialogue dans la colonne Masque, dans une commande par la clé « mask » de la ligne ; ou ôtez la marque (gdal_translate -colorinterp_{band} undefined).</translation>
    </message>
    <message>
        <location filename="../../core/planning/alpha.py"/>
        <source>none ignores it: in the dialog in the column Mask, in a command by the key "mask" of the row.</source>
        <translation>none l'ignore : dans la boîte de dialogue dans la colonne Masque, dans une commande par la clé « mask » de la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>nothing is asked for</source>
        <translation>rien n'est demandé</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>Add a layer, or name a band of the product.</source>
        <translation>Ajoutez une couche, ou nommez une bande du produit.</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>band {id}</source>
        <translation>bande {id}</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>band {name!r}</source>
        <translation>bande « {name} »</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>the product says so</source>
        <translation>le produit le dit</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>{problem} The layer is all nodata.</source>
        <translation>{problem} La couche est entièrement NoData.</translation>
    </message>
    <message>
        <location filename="../../core/planning/build.py"/>
        <source>share of class {number}</source>
        <translation>part de la classe {number}</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>touch has no meaning for {measure}</source>
        <translation>touch n'a pas de sens pour {measure}</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>Leave it out.</source>
        <translation>Ne la donnez pas.</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>points and lines have no area to give shares of</source>
        <translation>des points et des lignes n'ont pas de surface dont donner les parts</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>Burn presence, count, distance or an attribute.</source>
        <translation>Gravez presence, count, distance ou un attribut.</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>{key} is of rasters, and these are features</source>
        <translation>{key} concerne les rasters, et ce sont des entités</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>texts were burnt</source>
        <translation>des textes ont été gravés</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>{label} does not overlap the area asked for: it is all nodata. Check its CRS, or leave the row out.</source>
        <translation>{label} ne recouvre pas la zone demandée : elle est entièrement NoData. Vérifiez son SCR, ou laissez la ligne de côté.</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>{label} does not overlap the area asked for: it is 0 everywhere. Check its CRS, or leave the row out.</source>
        <translation>{label} ne recouvre pas la zone demandée : elle vaut 0 partout. Vérifiez son SCR, ou laissez la ligne de côté.</translation>
    </message>
    <message>
        <location filename="../../core/planning/burnt.py"/>
        <source>{label}: no feature has a value of {name!r}: it is all nodata.</source>
        <translation>{label} : aucune entité n'a de valeur de {name!r} : tout est nodata.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_bands.py"/>
        <source>it names no band</source>
        <translation>elle ne nomme aucune bande</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_bands.py"/>
        <source>Bands count from 1.</source>
        <translation>Les bandes se comptent à partir de 1.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_classes.py"/>
        <source>the file does not say which classes it has</source>
        <translation>le fichier ne dit pas quelles classes il a</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_classes.py"/>
        <source>Give their numbers in fractions, like 10, 20, in place of all.</source>
        <translation>Donnez leurs numéros dans fractions, comme 10, 20, au lieu de all.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_classes.py"/>
        <source>no class is called {wanted!r}</source>
        <translation>aucune classe ne s'appelle « {wanted} »</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_classes.py"/>
        <source>Its classes are: {classes}.</source>
        <translation>Ses classes : {classes}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>no band is {band!r}</source>
        <translation>aucune bande n'est {band!r}</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>Its bands are: {bands}.</source>
        <translation>Ses bandes : {bands}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>{label}: a band is given, so no other time is looked for. Leave the band out to have it chosen by time.</source>
        <translation>{label} : une bande est donnée, aucune autre date n'est donc cherchée. Omettez la bande pour qu'elle soit choisie d'après la date.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>{label}: {time} lies outside of its times, {span}; {taken} is taken, {distance}.</source>
        <translation>{label} : {time} est en dehors de ses dates, {span} ; {taken} est prise, {distance}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>its values are of intervals of time ({method}), which linear does not keep</source>
        <translation>ses valeurs portent sur des intervalles de temps ({method}), que linear ne respecte pas</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>they have bounds</source>
        <translation>ils ont des bornes</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>Use nearest, which takes the interval that holds the time.</source>
        <translation>Utilisez nearest, qui prend l'intervalle contenant la date.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>it has no time for {when} at {time}: its times are {span}</source>
        <translation>elle n'a aucune date pour {when} à {time} : ses dates sont {span}</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>Use nearest, or another time.</source>
        <translation>Utilisez nearest, ou une autre date.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>its time, {time}, is {distance}, and within allows {within}</source>
        <translation>sa date, {time}, est {distance}, et within permet {within}</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>Allow more, or take a file with a nearer time.</source>
        <translation>Permettez davantage, ou prenez un fichier de date plus proche.</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>there is no date {date}</source>
        <translation>la date {date} n'existe pas</translation>
    </message>
    <message>
        <location filename="../../core/planning/chosen_time.py"/>
        <source>Give a date of the calendar {name}.</source>
        <translation>Donnez une date du calendrier {name}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/domain.py"/>
        <source>flags are whole numbers of up to 32 bits, and its numbers are others</source>
        <translation>des indicateurs sont des nombres entiers de 32 bits au plus, et ses nombres en sont d'autres</translation>
    </message>
    <message>
        <location filename="../../core/planning/domain.py"/>
        <source>Leave the domain out; scale 1 and offset 0 take numbers as they are.</source>
        <translation>Ne donnez pas de domaine ; l'échelle 1 et le décalage 0 prennent les nombres tels quels.</translation>
    </message>
    <message>
        <location filename="../../core/planning/domain.py"/>
        <source>any has a bit</source>
        <translation>l'un a un bit</translation>
    </message>
    <message>
        <location filename="../../core/planning/domain.py"/>
        <source>all have a bit</source>
        <translation>tous ont un bit</translation>
    </message>
    <message>
        <location filename="../../core/planning/findings.py"/>
        <source>its tiles hold classes ({reason}), whose codes have no mean</source>
        <translation>ses tuiles contiennent des classes ({reason}), dont les codes n'ont pas de moyenne</translation>
    </message>
    <message>
        <location filename="../../core/planning/findings.py"/>
        <source>Use overlap first or last.</source>
        <translation>Utilisez le recouvrement first ou last.</translation>
    </message>
    <message>
        <location filename="../../core/planning/findings.py"/>
        <source>{label}: {word!r} says that it is in decibels, and {resampler} averages them as plain numbers. db averages their power, linear says that numbers are meant: in the dialog in the column Domain, in a command by the key "domain" of the row.</source>
        <translation>{label} : {word!r} dit qu'elle est en décibels, et {resampler} en fait la moyenne comme de simples nombres. db fait la moyenne de leur puissance, linear dit que ce sont des nombres : dans la boîte de dialogue dans la colonne Domaine, dans une commande par la clé « domain » de la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/planning/findings.py"/>
        <source>{label} holds classes, and {resampler} mixes their codes: nearest or mode keeps them.</source>
        <translation>{label} contient des classes, et {resampler} mélange leurs codes : nearest ou mode les conserve.</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>what it says of time is not understood: {text!r}</source>
        <translation>ce qu'elle dit du temps n'est pas compris : {text!r}</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>the file does not say when its bands are</source>
        <translation>le fichier ne dit pas de quand sont ses bandes</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>Leave time, when and within out, or give a band.</source>
        <translation>Omettez time, when et within, ou donnez une bande.</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>the product's acquisition, {time}, lies outside of its times, {span}</source>
        <translation>l'acquisition du produit, {time}, est en dehors de ses dates, {span}</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>Give a time, or a band.</source>
        <translation>Donnez une date, ou une bande.</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>{label}: {problem}. {band} is taken, {distance}. Give another by time or band.</source>
        <translation>{label} : {problem}. Est prise : {band}, {distance}. Donnez-en une autre par time ou band.</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>the product does not say when it was acquired</source>
        <translation>le produit ne dit pas quand il a été acquis</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>Give a date as time, or a band.</source>
        <translation>Donnez une date dans time, ou une bande.</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>{label}: the product does not say when it was acquired; {band} is taken. Give another by time or band.</source>
        <translation>{label} : le produit ne dit pas quand il a été acquis ; est prise : {band}. Donnez-en une autre par time ou band.</translation>
    </message>
    <message>
        <location filename="../../core/planning/first_band.py"/>
        <source>{label}: what it says of time is not understood ({text!r}); {band} is taken. Give another by band.</source>
        <translation>{label} : ce qu'elle dit du temps n'est pas compris ({text!r}) ; est prise : {band}. Donnez-en une autre par band.</translation>
    </message>
    <message>
        <location filename="../../core/planning/heights.py"/>
        <source>{label}: its heights are {own}, and without a grid nothing leads from them to {wanted}, the product's. They stay as they are, and the result is not called {wanted}. PROJ's grids go into {folder}.</source>
        <translation>{label} : ses altitudes sont {own}, et sans grille rien ne mène d'elles à {wanted}, celles du produit. Elles restent telles quelles, et le résultat ne s'appelle pas {wanted}. Les grilles de PROJ vont dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/placeholders.py"/>
        <source>its path has the placeholder {word!r}, which is unknown</source>
        <translation>son chemin contient le paramètre {word!r}, qui est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/planning/placeholders.py"/>
        <source>Known are {known}, of the product.</source>
        <translation>Sont connus, pour le produit : {known}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/placeholders.py"/>
        <source>its path has {word!r}, and the product does not say its {what}</source>
        <translation>son chemin contient {word!r}, et le produit ne l'indique pas ({what})</translation>
    </message>
    <message>
        <location filename="../../core/planning/placeholders.py"/>
        <source>Write it out in the path.</source>
        <translation>Écrivez-le en toutes lettres dans le chemin.</translation>
    </message>
    <message>
        <location filename="../../core/planning/resampler_choice.py"/>
        <source>nothing says that it holds classes</source>
        <translation>rien ne dit qu'elle contient des classes</translation>
    </message>
    <message>
        <location filename="../../core/planning/shear.py"/>
        <source>{label}: its rows and columns meet at {angle:.0f} degrees on the ground, and {resampler} smooths along them, so more one way than the other; average follows the pixels' true outline.</source>
        <translation>{label} : ses lignes et ses colonnes se coupent à {angle:.0f} degrés sur le terrain, et {resampler} lisse le long de celles-ci, donc plus dans un sens que dans l'autre ; average suit le vrai contour des pixels.</translation>
    </message>
    <message>
        <location filename="../../core/planning/size_limits.py"/>
        <source>A pixel would be larger than the product, which is {extent:g} wide, in units of its CRS.</source>
        <translation>Un pixel serait plus grand que le produit, large de {extent:g} dans l’unité de son SCR.</translation>
    </message>
    <message>
        <location filename="../../core/planning/size_limits.py"/>
        <source>Give it in units of the CRS, at least {least:g}.</source>
        <translation>Donnez-la dans l’unité du SCR, au moins {least:g}.</translation>
    </message>
    <message>
        <location filename="../../core/planning/size_limits.py"/>
        <source>The result would have {cols} x {rows} pixels, {gigabytes:.0f} GB a band; {most} are the most. Give larger pixels, or a smaller area of interest.</source>
        <translation>Le résultat aurait {cols} x {rows} pixels, {gigabytes:.0f} Go par bande ; le maximum est de {most}. Donnez des pixels plus grands, ou une zone d’intérêt plus petite.</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{cols} x {rows} px at {size}, {crs}, {bands}</source>
        <translation>{cols} x {rows} px à {size}, {crs}, {bands}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>1 band</source>
        <translation>1 bande</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{count} bands</source>
        <translation>{count} bandes</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{line}, from {read} of {count} tiles</source>
        <translation>{line}, de {read} tuiles sur {count}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{line}, {own} to {wanted}</source>
        <translation>{line}, {own} vers {wanted}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{line}, averaged as {domain}</source>
        <translation>{line}, moyenne dans le domaine {domain}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{line}, {time}</source>
        <translation>{line}, {time}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{line} ({reason})</source>
        <translation>{line} ({reason})</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: copied, {size}</source>
        <translation>{name} : copiée, {size}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: {resampler}, {source} to {size}, from an overview {shrink} times coarser</source>
        <translation>{name} : {resampler}, {source} vers {size}, à partir d'un aperçu {shrink} fois plus grossier</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: {resampler}, {source} to {size}</source>
        <translation>{name} : {resampler}, {source} vers {size}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: {resampler}, {count} grids to {size}</source>
        <translation>{name} : {resampler}, {count} grilles vers {size}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: {what} of features, burnt at {size}</source>
        <translation>{name} : {what} d'entités, gravé à {size}</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: from the bands before it</source>
        <translation>{name} : d'après les bandes précédentes</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>{name}: nothing to read, all nodata</source>
        <translation>{name} : rien à lire, tout est NoData</translation>
    </message>
    <message>
        <location filename="../../core/planning/summary.py"/>
        <source>from {points}</source>
        <translation>depuis ses {points}</translation>
    </message>
    <message>
        <location filename="../../core/planning/tiled.py"/>
        <source>and {count} more</source>
        <translation>et {count} autres</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_blend.py"/>
        <source>classes of two times have no mean, which linear is</source>
        <translation>les classes de deux dates n'ont pas de moyenne, ce qu'est linear</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_blend.py"/>
        <source>Use nearest, previous or next.</source>
        <translation>Utilisez nearest, previous ou next.</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_blend.py"/>
        <source>another program reads the file, a band at a time</source>
        <translation>un autre programme lit le fichier, une bande à la fois</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>at the wanted time</source>
        <translation>à la date voulue</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>{hours} h before the wanted time</source>
        <translation>{hours} h avant la date voulue</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>{hours} h after the wanted time</source>
        <translation>{hours} h après la date voulue</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>band {band} of {count}</source>
        <translation>bande {band} sur {count}</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>band {band} of {count} ({time})</source>
        <translation>bande {band} sur {count} ({time})</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>{first} to {last}</source>
        <translation>{first} à {last}</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>bands {before} and {after} of {count} weighed {less:.4g} to {more:.4g}</source>
        <translation>bandes {before} et {after} sur {count} pondérées {less:.4g} et {more:.4g}</translation>
    </message>
    <message>
        <location filename="../../core/planning/time_words.py"/>
        <source>between {begin} and {end} at {time}</source>
        <translation>entre {begin} et {end} à {time}</translation>
    </message>
    <message>
        <location filename="../../core/products/describe.py"/>
        <source>There is no picture: {problem}</source>
        <translation>Il n'y a pas d'image : {problem}</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/bands.py"/>
        <source>{arrays} differ in scale_factor or add_offset</source>
        <translation>{arrays} diffèrent par scale_factor ou add_offset</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/bands.py"/>
        <source>scale_factor of {array} is missing, or cannot be</source>
        <translation>scale_factor de {array} manque, ou est impossible</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/bands.py"/>
        <source>flag_masks of {array} is missing</source>
        <translation>flag_masks de {array} manque</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/product.py"/>
        <source>The product has no detector footprint masks; pixels with DN {nodata:g} alone are taken as nodata.</source>
        <translation>Le produit n'a pas de masques d'empreinte des détecteurs ; seuls les pixels de valeur numérique {nodata:g} sont pris pour NoData.</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/product.py"/>
        <source>{field} of {array} is {value!r}, no CRS</source>
        <translation>{field} de {array} vaut {value!r}, qui n'est pas un SCR</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/product.py"/>
        <source>it describes no arrays</source>
        <translation>il ne décrit aucun tableau</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/store.py"/>
        <source>{field} of {array} is {value!r}, no number</source>
        <translation>{field} de {array} vaut {value!r}, qui n'est pas un nombre</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/store.py"/>
        <source>it is a store of Zarr version 3, whose codecs GDAL here does not know</source>
        <translation>c'est un dépôt Zarr version 3, dont le GDAL présent ne connaît pas les codecs</translation>
    </message>
    <message>
        <location filename="../../core/products/eopf/store.py"/>
        <source>Give the product as Zarr version 2, or as SAFE.</source>
        <translation>Donnez le produit en Zarr version 2, ou en SAFE.</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>clouds, made by EOReader from the masks</source>
        <translation>nuages, tirés des masques par EOReader</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>a mask of the product</source>
        <translation>un masque du produit</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>find the band {key!r}</source>
        <translation>trouver la bande « {key} »</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>find the grid</source>
        <translation>trouver la grille</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>find the pixels of {name}</source>
        <translation>trouver les pixels de {name}</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>EOReader reads {names}</source>
        <translation>EOReader lit {names}</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/bands.py"/>
        <source>read {names}</source>
        <translation>lire {names}</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/errors.py"/>
        <source>EOReader cannot {what} of {path!r}: {reason}</source>
        <translation>EOReader n'a pas pu {what}, de « {path} » : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/errors.py"/>
        <source>EOReader cannot be used from {python!r}: {reason}. Name a Python in which "import eoreader" works, or none.</source>
        <translation>EOReader est inutilisable depuis « {python} » : {reason}. Indiquez un Python dans lequel "import eoreader" fonctionne, ou aucun.</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/interpreter.py"/>
        <source>EOReader reads many more: install it in a Python of its own (python3 -m venv eo &amp;&amp; eo/bin/pip install eoreader) and name that Python in QGIS's options (Processing, Providers, Exogenous) or in {environment_variable}.</source>
        <translation>EOReader en lit bien d'autres : installez-le dans un Python à part (python3 -m venv eo &amp;&amp; eo/bin/pip install eoreader) et indiquez ce Python dans les options de QGIS (Traitement, Fournisseurs, Exogenous) ou dans {environment_variable}.</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/interpreter.py"/>
        <source>there is no such program</source>
        <translation>ce programme n'existe pas</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/late.py"/>
        <source>Spectral indices, clouds and terrain need EOReader: name a Python that has it in QGIS's options (Processing, Providers, Exogenous) or in {environment_variable}.</source>
        <translation>Les indices spectraux, les nuages et le relief demandent EOReader : indiquez un Python qui l'a dans les options de QGIS (Traitement, Fournisseurs, Exogenous) ou dans {environment_variable}.</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/session.py"/>
        <source>open it</source>
        <translation>ouvrir le produit</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/session.py"/>
        <source>it died: {words}</source>
        <translation>il s'est arrêté : {words}</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/talk.py"/>
        <source>it has not answered within {seconds:g} s</source>
        <translation>il n'a pas répondu en {seconds:g} s</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/talk.py"/>
        <source>without a word, exit code {code}</source>
        <translation>sans un mot, code de retour {code}</translation>
    </message>
    <message>
        <location filename="../../core/products/eoreader/talk.py"/>
        <source>it answers {shown!r}</source>
        <translation>il répond « {shown} »</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/bands.py"/>
        <source>{field} is missing</source>
        <translation>{field} manque</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/bands.py"/>
        <source>{field} is {value:g}, which cannot be</source>
        <translation>{field} vaut {value:g}, ce qui est impossible</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>the folder cannot be listed: {problem}</source>
        <translation>le dossier ne peut pas être listé : {problem}</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>Check your rights on it.</source>
        <translation>Vérifiez vos droits d'accès.</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>the archive cannot be read, or is cut off</source>
        <translation>l'archive est illisible, ou tronquée</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>it holds {count} scenes of Landsat</source>
        <translation>il contient {count} scènes Landsat</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>Give the metadata of one: {file}.</source>
        <translation>Donnez les métadonnées de l'une d'elles : {file}.</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>its member {member!r} reaches outside the archive</source>
        <translation>son élément « {member} » sort de l'archive</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/files.py"/>
        <source>its member {member!r} unpacks without end</source>
        <translation>son élément « {member} » se décompresse sans fin</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/mtl.py"/>
        <source>{field} is {value!r}, no number</source>
        <translation>{field} vaut {value!r}, qui n'est pas un nombre</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/mtl.py"/>
        <source>it has no metadata of Landsat</source>
        <translation>il ne contient pas de métadonnées Landsat</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/product.py"/>
        <source>The product has metadata but no image files: it can be described, not read.</source>
        <translation>Le produit a des métadonnées mais pas de fichiers d'images : il peut être décrit, non lu.</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/product.py"/>
        <source>{file} says the sensor {sensor!r}</source>
        <translation>{file} indique le capteur {sensor!r}</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/product.py"/>
        <source>{field} is {value!r}, no Landsat</source>
        <translation>{field} vaut {value!r}, qui n'est pas un satellite Landsat</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/product.py"/>
        <source>{field} is {value!r}, no instant</source>
        <translation>{field} vaut {value!r}, qui n'est pas un instant</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>clouds, with a high confidence</source>
        <translation>nuages, avec une confiance élevée</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>shadows of clouds, with a high confidence</source>
        <translation>ombres de nuages, avec une confiance élevée</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>cirrus, with a high confidence</source>
        <translation>cirrus, avec une confiance élevée</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>clouds, their shadows and cirrus</source>
        <translation>nuages, leurs ombres et cirrus</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>snow, with a high confidence</source>
        <translation>neige, avec une confiance élevée</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>water</source>
        <translation>eau</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>the surroundings of clouds</source>
        <translation>les abords des nuages</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>The product has no QA_PIXEL; pixels with DN 0 alone are taken as nodata.</source>
        <translation>Le produit n'a pas de QA_PIXEL ; seuls les pixels de compte numérique 0 sont pris pour nodata.</translation>
    </message>
    <message>
        <location filename="../../core/products/landsat/quality.py"/>
        <source>The product has no QA_RADSAT; saturated pixels are not taken out.</source>
        <translation>Le produit n'a pas de QA_RADSAT ; les pixels saturés ne sont pas retirés.</translation>
    </message>
    <message>
        <location filename="../../core/products/metadata_file.py"/>
        <source>{file} cannot be read: {reason}</source>
        <translation>{file} est illisible : {reason}</translation>
    </message>
    <message>
        <location filename="../../core/products/metadata_file.py"/>
        <source>it is larger than {size} MB</source>
        <translation>il dépasse {size} Mo</translation>
    </message>
    <message>
        <location filename="../../core/products/metadata_file.py"/>
        <source>it declares a document type or entities</source>
        <translation>il déclare un type de document ou des entités</translation>
    </message>
    <message>
        <location filename="../../core/products/open_tiles.py"/>
        <source>nobody says when the product was acquired</source>
        <translation>rien n'indique quand le produit a été acquis</translation>
    </message>
    <message>
        <location filename="../../core/products/open_tiles.py"/>
        <source>Use first, last or mean in place of nearest in time.</source>
        <translation>Utilisez first, last ou mean à la place de nearest in time.</translation>
    </message>
    <message>
        <location filename="../../core/products/open_tiles.py"/>
        <source>{path!r} has no date in its name, nor in its header</source>
        <translation>{path!r} n'a de date ni dans son nom ni dans son en-tête</translation>
    </message>
    <message>
        <location filename="../../core/products/open_tiles.py"/>
        <source>Give names with dates, like dem_20250131.tif, or another overlap: first, last or mean.</source>
        <translation>Donnez des noms datés, comme dem_20250131.tif, ou un autre recouvrement : first, last ou mean.</translation>
    </message>
    <message>
        <location filename="../../core/products/opening.py"/>
        <source>the folder is empty</source>
        <translation>le dossier est vide</translation>
    </message>
    <message>
        <location filename="../../core/products/opening.py"/>
        <source>the cloud gives no access ({problem})</source>
        <translation>le cloud refuse l'accès ({problem})</translation>
    </message>
    <message>
        <location filename="../../core/products/opening.py"/>
        <source>it holds {count} rasters, and no product</source>
        <translation>il contient {count} rasters, et aucun produit</translation>
    </message>
    <message>
        <location filename="../../core/products/opening.py"/>
        <source>Give one of them: {names}.</source>
        <translation>Donnez-en un : {names}.</translation>
    </message>
    <message>
        <location filename="../../core/products/opening.py"/>
        <source>the folder is no product that is known</source>
        <translation>le dossier n'est pas un produit connu</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>en</source>
        <translation>fr</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Satellite</source>
        <translation>Satellite</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Processing baseline</source>
        <translation>Version du traitement</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Acquisition (UTC)</source>
        <translation>Acquisition (UTC)</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Relative orbit</source>
        <translation>Orbite relative</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Orbit direction</source>
        <translation>Sens de l'orbite</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Cloud cover (%)</source>
        <translation>Couverture nuageuse (%)</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Read by</source>
        <translation>Lu par</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Bands</source>
        <translation>Bandes</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>(as the metadata say)</source>
        <translation>(d'après les métadonnées)</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>CRS</source>
        <translation>SCR</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Pixel size</source>
        <translation>Taille de pixel</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Columns x rows</source>
        <translation>Colonnes x lignes</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Extent</source>
        <translation>Emprise</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Longitude, latitude</source>
        <translation>Longitude, latitude</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Files are in {folder}</source>
        <translation>Les fichiers sont dans {folder}</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Id</source>
        <translation>Id.</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>read by EOReader</source>
        <translation>lue par EOReader</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>not in the product</source>
        <translation>absente du produit</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Quality masks</source>
        <translation>Masques de qualité</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Mask</source>
        <translation>Masque</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Ask for it as</source>
        <translation>À demander sous le nom</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>Says</source>
        <translation>Signification</translation>
    </message>
    <message>
        <location filename="../../core/products/page.py"/>
        <source>{example}, … ({count} bands)</source>
        <translation>{example}, … ({count} bandes)</translation>
    </message>
    <message>
        <location filename="../../core/products/product.py"/>
        <source>Choose a .SAFE folder, a product .zip, a Landsat folder or .tar, or a raster file.</source>
        <translation>Choisissez un dossier .SAFE, un .zip de produit, un dossier ou .tar Landsat, ou un fichier raster.</translation>
    </message>
    <message>
        <location filename="../../core/products/product.py"/>
        <source>it has metadata but no image files</source>
        <translation>il a des métadonnées mais pas de fichiers d'images</translation>
    </message>
    <message>
        <location filename="../../core/products/quicklook.py"/>
        <source>it is {dtype}</source>
        <translation>elle est en {dtype}</translation>
    </message>
    <message>
        <location filename="../../core/products/raster.py"/>
        <source>{path!r} is part of a Sentinel-2 product and taken as a plain raster: its numbers have no offset, and 0 is a value. Give the product itself, its .SAFE folder or archive, for reflectance.</source>
        <translation>{path!r} fait partie d'un produit Sentinel-2 et est pris comme un simple raster : ses valeurs numériques n'ont pas de décalage, et 0 est une valeur. Donnez le produit lui-même, son dossier .SAFE ou son archive, pour la réflectance.</translation>
    </message>
    <message>
        <location filename="../../core/products/raster.py"/>
        <source>it has no coordinate reference system</source>
        <translation>il n'a pas de système de coordonnées de référence</translation>
    </message>
    <message>
        <location filename="../../core/products/raster.py"/>
        <source>Set it for its layer in QGIS (Layer, Set CRS of Layer) and choose the layer, or write it into the file with "Assign projection".</source>
        <translation>Définissez-le pour sa couche dans QGIS (Couche, Définir le SCR) et choisissez la couche, ou inscrivez-le dans le fichier avec « Assigner une projection ».</translation>
    </message>
    <message>
        <location filename="../../core/products/raster.py"/>
        <source>it is placed by {points} only, so it has no pixel grid</source>
        <translation>il n'est localisé que par ses {points} et n'a donc pas de grille de pixels</translation>
    </message>
    <message>
        <location filename="../../core/products/raster.py"/>
        <source>it is not placed, so it has no pixel grid</source>
        <translation>il n'est pas localisé et n'a donc pas de grille de pixels</translation>
    </message>
    <message>
        <location filename="../../core/products/raster.py"/>
        <source>Bring it onto one first, with "Warp (reproject)".</source>
        <translation>Amenez-le d'abord sur une grille, avec « Projection (warp) ».</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>Bring it to the others, or give it as an exogenous layer.</source>
        <translation>Amenez-le sur les autres, ou donnez-le comme couche exogène.</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>a list of files has raster files only</source>
        <translation>une liste de fichiers ne contient que des fichiers raster</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>Give the folder by itself.</source>
        <translation>Donnez le dossier seul.</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>it is in the list twice</source>
        <translation>il est deux fois dans la liste</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>Give it once.</source>
        <translation>Donnez-le une seule fois.</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>its coordinate reference system is not that of {path!r}</source>
        <translation>son système de coordonnées de référence n'est pas celui de « {path} »</translation>
    </message>
    <message>
        <location filename="../../core/products/raster_list.py"/>
        <source>it does not overlap {path!r}</source>
        <translation>il ne recouvre pas « {path} »</translation>
    </message>
    <message>
        <location filename="../../core/products/row_raster.py"/>
        <source>{label} is named like a band of Sentinel-2, and no metadata of a product lie above it: its numbers are taken as they are, without offset and with 0 as a value. Put the file back into its product, or give nodata, scale and offset in the row.</source>
        <translation>{label} porte le nom d'une bande de Sentinel-2, et aucune métadonnée de produit ne se trouve au-dessus : ses valeurs numériques sont prises telles quelles, sans décalage et avec 0 comme valeur. Remettez le fichier dans son produit, ou donnez nodata, scale et offset dans la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/products/same_tiles.py"/>
        <source>its tiles differ: {other!r} has {own} bands, {first!r} has {count}</source>
        <translation>ses tuiles diffèrent : {other!r} a {own} bandes, {first!r} en a {count}</translation>
    </message>
    <message>
        <location filename="../../core/products/same_tiles.py"/>
        <source>Give tiles of one kind, or a row for each kind.</source>
        <translation>Donnez des tuiles d'une même sorte, ou une ligne pour chaque sorte.</translation>
    </message>
    <message>
        <location filename="../../core/products/same_tiles.py"/>
        <source>its tiles differ: {other!r} is in {own}, {first!r} in {unit}</source>
        <translation>ses tuiles diffèrent : {other!r} est en {own}, {first!r} en {unit}</translation>
    </message>
    <message>
        <location filename="../../core/products/same_tiles.py"/>
        <source>Give tiles in one unit, or a row for each.</source>
        <translation>Donnez des tuiles dans une même unité, ou une ligne pour chacune.</translation>
    </message>
    <message>
        <location filename="../../core/products/same_tiles.py"/>
        <source>its tiles have other classes: {code} is not the same in {other!r} as in {first!r}</source>
        <translation>ses tuiles n'ont pas les mêmes classes : {code} n'est pas la même dans {other!r} que dans {first!r}</translation>
    </message>
    <message>
        <location filename="../../core/products/same_tiles.py"/>
        <source>Give tiles of one legend, or a row for each.</source>
        <translation>Donnez des tuiles d'une même légende, ou une ligne pour chacune.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/archive.py"/>
        <source>the archive is encrypted</source>
        <translation>l'archive est chiffrée</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/archive.py"/>
        <source>Unpack it first.</source>
        <translation>Décompressez-la d'abord.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/attributes.py"/>
        <source>Not known and left out: {what}.</source>
        <translation>Inconnu et laissé de côté : {what}.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/bands.py"/>
        <source>Nothing in the product says its processing baseline, and so the offset of its numbers: bands are the numbers as they are, no reflectance.</source>
        <translation>Rien dans le produit ne dit sa version de traitement, et donc le décalage de ses valeurs numériques : les bandes sont ces valeurs telles quelles, pas la réflectance.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/bands.py"/>
        <source>The product has no quality masks; only nodata is taken out.</source>
        <translation>Le produit n'a pas de masques de qualité ; seul le NoData est écarté.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/bands.py"/>
        <source>The metadata do not say the quantification of {band}; 1000 is used, as in every product so far.</source>
        <translation>Les métadonnées ne donnent pas la quantification de {band} ; 1000 est utilisé, comme dans tous les produits jusqu'ici.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/bands.py"/>
        <source>There is no detector footprint mask for {bands}; pixels with DN {nodata:g} alone are taken as nodata there.</source>
        <translation>Il n'y a pas de masque d'empreinte des détecteurs pour {bands} ; seuls les pixels de valeur numérique {nodata:g} y sont pris pour NoData.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/georeference.py"/>
        <source>neither its images nor MTD_TL.xml say where the pixels are</source>
        <translation>ni ses images ni MTD_TL.xml ne disent où sont les pixels</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/gml.py"/>
        <source>it is in EPSG:{found}, not EPSG:{epsg}</source>
        <translation>il est en EPSG:{found}, non en EPSG:{epsg}</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/gml.py"/>
        <source>a polygon has {count} outlines</source>
        <translation>un polygone a {count} contours</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/gml.py"/>
        <source>its coordinates are no list of points</source>
        <translation>ses coordonnées ne sont pas une liste de points</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/identity.py"/>
        <source>it has images of several tiles ({tiles})</source>
        <translation>il a des images de plusieurs tuiles ({tiles})</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/identity.py"/>
        <source>Only products of one tile are read, as made since December 2016.</source>
        <translation>Seuls les produits d'une seule tuile sont lus, tels qu'ils sont faits depuis décembre 2016.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/identity.py"/>
        <source>The product has no {usual}; what it would say is left out.</source>
        <translation>Le produit n'a pas de {usual} ; ce qu'il dirait est laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/identity.py"/>
        <source>{problem}; what it would say is left out.</source>
        <translation>{problem} ; ce qu'il dirait est laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/identity.py"/>
        <source>it has no MTD_MSIL1C.xml or MTD_MSIL2A.xml, nor a Sentinel-2 product's name</source>
        <translation>il n'a ni MTD_MSIL1C.xml ni MTD_MSIL2A.xml, ni le nom d'un produit Sentinel-2</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/inventory.py"/>
        <source>it has no manifest.safe with checksums to compare its files with</source>
        <translation>il n’a pas de manifest.safe avec des sommes de contrôle auxquelles comparer ses fichiers</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/masks.py"/>
        <source>{problem}; the mask is left out.</source>
        <translation>{problem} ; le masque est laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>the detector that saw the pixel, 0 for none</source>
        <translation>le détecteur qui a vu le pixel, 0 pour aucun</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>ancillary data lost</source>
        <translation>données auxiliaires perdues</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>ancillary data degraded</source>
        <translation>données auxiliaires dégradées</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>image data lost</source>
        <translation>données d'image perdues</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>image data degraded</source>
        <translation>données d'image dégradées</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>defective pixels</source>
        <translation>pixels défectueux</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>no data inside the footprint</source>
        <translation>absence de données dans l'empreinte</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>cross-talk corrected in part</source>
        <translation>diaphonie corrigée en partie</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>saturated pixels</source>
        <translation>pixels saturés</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>data lost or degraded</source>
        <translation>données perdues ou dégradées</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>opaque clouds</source>
        <translation>nuages opaques</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>cirrus</source>
        <translation>cirrus</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/quality.py"/>
        <source>snow and ice</source>
        <translation>neige et glace</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/reflectance.py"/>
        <source>The metadata do not say the quantification of reflectance; {quantification:g} is used, as in every product so far.</source>
        <translation>Les métadonnées ne donnent pas la quantification de la réflectance ; {quantification:g} est utilisé, comme dans tous les produits jusqu'ici.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/reflectance.py"/>
        <source>The metadata do not say the radiometric offset of {bands}; {offset:g} is used, as in every product since baseline 04.00.</source>
        <translation>Les métadonnées ne donnent pas le décalage radiométrique de {bands} ; {offset:g} est utilisé, comme dans tous les produits depuis la version de traitement 04.00.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/roots.py"/>
        <source>there is no Sentinel-2 product in the archive</source>
        <translation>il n'y a pas de produit Sentinel-2 dans l'archive</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/roots.py"/>
        <source>For a raster in it, give "/vsizip/{archive.zip}/raster.tif".</source>
        <translation>Pour un raster qui s'y trouve, donnez "/vsizip/{archive.zip}/raster.tif".</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/roots.py"/>
        <source>it holds {count} products ({shown}, …)</source>
        <translation>il contient {count} produits ({shown}, …)</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/roots.py"/>
        <source>Give one of them.</source>
        <translation>Donnez l'un d'eux.</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/roots.py"/>
        <source>it is in the layout of before December 2016</source>
        <translation>il est dans la structure d'avant décembre 2016</translation>
    </message>
    <message>
        <location filename="../../core/products/sentinel2/roots.py"/>
        <source>Fetch it again: archives hand it out in the present one.</source>
        <translation>Téléchargez-le à nouveau : les archives le fournissent dans la structure actuelle.</translation>
    </message>
    <message>
        <location filename="../../core/products/table_source.py"/>
        <source>{label}: band 1 of the product is {band}. Give another by its name.</source>
        <translation>{label} : la bande 1 du produit est {band}. Donnez-en une autre par son nom.</translation>
    </message>
    <message>
        <location filename="../../core/products/table_source.py"/>
        <source>{label}: {problem}</source>
        <translation>{label} : {problem}</translation>
    </message>
    <message>
        <location filename="../../core/request/aoi.py"/>
        <source>It has no geometry in it.</source>
        <translation>Elle ne contient aucune géométrie.</translation>
    </message>
    <message>
        <location filename="../../core/request/aoi.py"/>
        <source>Its extent is not finite.</source>
        <translation>Son emprise n'est pas finie.</translation>
    </message>
    <message>
        <location filename="../../core/request/aoi.py"/>
        <source>Points and lines enclose nothing: give polygons.</source>
        <translation>Des points et des lignes n'entourent rien : donnez des polygones.</translation>
    </message>
    <message>
        <location filename="../../core/request/aoi_parsing.py"/>
        <source>The order is xmin,xmax,ymin,ymax [CRS]. Across 180 degrees give longitudes with their CRS, like 170,-170,-20,-10 [EPSG:4326].</source>
        <translation>L'ordre est xmin,xmax,ymin,ymax [SCR]. De part et d'autre de 180 degrés, donnez des longitudes avec leur SCR, comme 170,-170,-20,-10 [EPSG:4326].</translation>
    </message>
    <message>
        <location filename="../../core/request/band_choice.py"/>
        <source>the list of bands is empty</source>
        <translation>la liste des bandes est vide</translation>
    </message>
    <message>
        <location filename="../../core/request/band_choice.py"/>
        <source>band {value!r} cannot be</source>
        <translation>la bande « {value} » ne peut pas exister</translation>
    </message>
    <message>
        <location filename="../../core/request/band_choice.py"/>
        <source>the raster has no bands {text!r}</source>
        <translation>le raster n'a pas de bandes {text!r}</translation>
    </message>
    <message>
        <location filename="../../core/request/cell_values.py"/>
        <source>{key} {value!r} is not a number</source>
        <translation>{key} « {value} » n'est pas un nombre</translation>
    </message>
    <message>
        <location filename="../../core/request/cell_values.py"/>
        <source>Give a number like 0.1, or none: in the dialog by an empty cell, in a command without the key.</source>
        <translation>Donnez un nombre comme 0.1, ou aucun : dans la boîte de dialogue par une cellule vide, dans une commande sans la clé.</translation>
    </message>
    <message>
        <location filename="../../core/request/cell_values.py"/>
        <source>crs {value!r} is unknown</source>
        <translation>le SCR « {value} » est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/request/cell_values.py"/>
        <source>Give it like "EPSG:4326".</source>
        <translation>Donnez-le comme "EPSG:4326".</translation>
    </message>
    <message>
        <location filename="../../core/request/class_choice.py"/>
        <source>fractions {value!r} are no classes</source>
        <translation>fractions « {value} » n'est pas une liste de classes</translation>
    </message>
    <message>
        <location filename="../../core/request/class_choice.py"/>
        <source>Give all, or numbers and names of classes like 10, 20.</source>
        <translation>Donnez all, ou des numéros et des noms de classes comme 10, 20.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>band {band} cannot be</source>
        <translation>la bande {band} ne peut pas exister</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>scale {scale:g} cannot be</source>
        <translation>une échelle de {scale:g} est impossible</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>1 changes nothing.</source>
        <translation>1 ne change rien.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>offset {offset:g} cannot be</source>
        <translation>un décalage de {offset:g} est impossible</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>0 changes nothing.</source>
        <translation>0 ne change rien.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>mask {mask!r} is unknown</source>
        <translation>mask {mask!r} est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Give none, to ignore the file's mask and alpha, or leave it out.</source>
        <translation>Donnez none, pour ignorer le masque et l'alpha du fichier, ou rien.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>domain {domain!r} is unknown</source>
        <translation>domain {domain!r} est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>touch {touch!r} is unknown</source>
        <translation>touch {touch!r} est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>overlap {overlap!r} is unknown</source>
        <translation>le recouvrement {overlap!r} est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>fractions are shares of the pixel, which {name} does not give</source>
        <translation>fractions donne des parts du pixel, ce que {name} ne fait pas</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Leave the resampler out.</source>
        <translation>Laissez la méthode de rééchantillonnage de côté.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>fractions have no domain</source>
        <translation>fractions n'a pas de domaine</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Leave the domain out.</source>
        <translation>Laissez le domaine de côté.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>when {when!r} is unknown</source>
        <translation>when {when!r} est inconnu</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>when and within are of a time, and time is none</source>
        <translation>when et within portent sur une date, et time est none</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Leave them out, or give a time.</source>
        <translation>Omettez-les, ou donnez une date.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>the name is empty</source>
        <translation>le nom est vide</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Give it a name.</source>
        <translation>Donnez-lui un nom.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>name or band has characters that no file keeps</source>
        <translation>le nom ou la bande a des caractères qu’aucun fichier ne garde</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Drop them.</source>
        <translation>Enlevez-les.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>the name is too long</source>
        <translation>le nom est trop long</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Shorten it.</source>
        <translation>Raccourcissez-le.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>the path is empty</source>
        <translation>le chemin est vide</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Give a file.</source>
        <translation>Donnez un fichier.</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>{domain} combines bits, which {name} does not</source>
        <translation>{domain} combine des bits, ce que {name} ne fait pas</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>resampler {name} has no meaning for angles</source>
        <translation>le rééchantillonnage {name} n'a pas de sens pour des angles</translation>
    </message>
    <message>
        <location filename="../../core/request/exo_layer.py"/>
        <source>Use average.</source>
        <translation>Prenez average.</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table.py"/>
        <source>row {number}</source>
        <translation>ligne {number}</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table.py"/>
        <source>use {value!r} is neither true nor false</source>
        <translation>use {value!r} n'est ni true ni false</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table.py"/>
        <source>Say false to leave the row out, or leave the key out.</source>
        <translation>Dites false pour laisser la ligne de côté, ou omettez la clé.</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table.py"/>
        <source>Keys are {known}.</source>
        <translation>Les clés sont {known}.</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table.py"/>
        <source>the key {word!r} is unknown</source>
        <translation>la clé « {word} » est inconnue</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table.py"/>
        <source>the {key} is given twice</source>
        <translation>{key} est donné deux fois</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>Give {"name": {"path": …, "band": 1, "resampler": "bilinear"}}, a list of rows, JSON text of either, rows like path|name=VV|band=1, or plain paths.</source>
        <translation>Donnez {"nom": {"path": …, "band": 1, "resampler": "bilinear"}}, une liste de lignes, le texte JSON de l'un ou de l'autre, des lignes comme path|name=VV|band=1, ou de simples chemins.</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>{item!r} is empty</source>
        <translation>{item!r} est vide</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>Give the file to read, or leave the row out.</source>
        <translation>Indiquez le fichier à lire, ou retirez la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>the JSON text is nested too deep</source>
        <translation>le texte JSON est imbriqué trop profondément</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>the JSON text is broken at line {lineno}, column {colno}, after {before!r} ({reason})</source>
        <translation>le texte JSON est invalide à la ligne {lineno}, colonne {colno}, après « {before} » ({reason})</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>Mend it there; names and texts stand in double quotes.</source>
        <translation>Corrigez-le à cet endroit ; les noms et les textes sont entre guillemets droits doubles.</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>a number in the JSON text is too long</source>
        <translation>un nombre du texte JSON est trop long</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>JSON key {name!r}</source>
        <translation>clé JSON « {name} »</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>{part!r} in {text!r} is not key=value</source>
        <translation>« {part} » dans « {text} » n'est pas de la forme clé=valeur</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>layer {name!r} has {spec!r} where a row belongs</source>
        <translation>la couche « {name} » a « {spec} » à la place d'une ligne</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>it names no file</source>
        <translation>elle ne nomme aucun fichier</translation>
    </message>
    <message>
        <location filename="../../core/request/layer_table_forms.py"/>
        <source>Choose the file to read: in the dialog in the column Source, in a command by the key "path" of the row.</source>
        <translation>Choisissez le fichier à lire : dans la boîte de dialogue dans la colonne Source, dans une commande par la clé « path » de la ligne.</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>{path!r} is no file or raster layer</source>
        <translation>« {path} » n'est ni un fichier ni une couche raster</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>its list of files is empty</source>
        <translation>sa liste de fichiers est vide</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>Give the files to read.</source>
        <translation>Donnez les fichiers à lire.</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>its layers have a CRS or nodata values of their own, set by hand</source>
        <translation>ses couches ont chacune un SCR ou des valeurs nodata fixés à la main</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>Set the same for all of them, or give the files in their place.</source>
        <translation>Fixez les mêmes pour toutes, ou donnez les fichiers à leur place.</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>{item!r} in its list of files is no file</source>
        <translation>{item!r} dans sa liste de fichiers n'est pas un fichier</translation>
    </message>
    <message>
        <location filename="../../core/request/located.py"/>
        <source>Give a list of files, like ["a.tif", "b.tif"].</source>
        <translation>Donnez une liste de fichiers, comme ["a.tif", "b.tif"].</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>Give a number, none, or text like file, 0, 250..255 (what the file declares, and more).</source>
        <translation>Donnez un nombre, none, ou un texte comme file, 0, 250..255 (ce que le fichier déclare, et plus).</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>nodata {value!r} is empty</source>
        <translation>nodata {value!r} est vide</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>nodata {value!r} says both file and none</source>
        <translation>nodata {value!r} dit à la fois file et none</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>file keeps the number that the file declares, none drops it.</source>
        <translation>file garde la valeur que déclare le fichier, none l'écarte.</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>nodata {text!r} is not a number</source>
        <translation>nodata {text!r} n'est pas un nombre</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>nodata {text!r} is not a range</source>
        <translation>nodata {text!r} n'est pas un intervalle</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>A range has two numbers, the less first, like 250..255.</source>
        <translation>Un intervalle a deux nombres, le plus petit d'abord, comme 250..255.</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>nodata {text!r} begins after it ends</source>
        <translation>nodata {text!r} commence après sa fin</translation>
    </message>
    <message>
        <location filename="../../core/request/nodata_rule.py"/>
        <source>Give the less number first: {range}.</source>
        <translation>Donnez le plus petit nombre d'abord : {range}.</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>Give a table: a list of rows, or rows by name.</source>
        <translation>Donnez une table : une liste de lignes, ou des lignes par nom.</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>what is nested so deep</source>
        <translation>ce qui est imbriqué si profondément</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>an array</source>
        <translation>un tableau</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>Give a list.</source>
        <translation>Donnez une liste.</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>a whole number of more than {digits} digits</source>
        <translation>un entier de plus de {digits} chiffres</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>Give a shorter number.</source>
        <translation>Donnez un nombre plus court.</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>It has characters that no name has: drop them.</source>
        <translation>Il a des caractères qu’aucun nom n’a : retirez-les.</translation>
    </message>
    <message>
        <location filename="../../core/request/plain_values.py"/>
        <source>a {kind}</source>
        <translation>un {kind}</translation>
    </message>
    <message>
        <location filename="../../core/request/product_paths.py"/>
        <source>Give a path, or a list of paths.</source>
        <translation>Donnez un chemin, ou une liste de chemins.</translation>
    </message>
    <message>
        <location filename="../../core/request/product_paths.py"/>
        <source>Give a path, or a JSON list like ["B2.tif", "B3.tif"].</source>
        <translation>Donnez un chemin, ou une liste JSON comme ["B2.tif", "B3.tif"].</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>Give names, like ["RED", "B04"].</source>
        <translation>Donnez des noms, comme ["RED", "B04"].</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>It needs an area of interest to blank outside of.</source>
        <translation>Il faut une zone d'intérêt hors de laquelle vider.</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>Use {known}.</source>
        <translation>Valeurs possibles : {known}.</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>Give 1 or more, or none for one a processor.</source>
        <translation>Donnez 1 ou plus, ou rien pour un par processeur.</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>Give more, or none for the default.</source>
        <translation>Donnez plus, ou rien pour la valeur par défaut.</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>Give a time in seconds.</source>
        <translation>Donnez une durée en secondes.</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>A time above 0 is needed.</source>
        <translation>Il faut une durée supérieure à 0.</translation>
    </message>
    <message>
        <location filename="../../core/request/request.py"/>
        <source>Give a number.</source>
        <translation>Donnez un nombre.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>What the layer is called: any text, unique among the results. {layer} in it stands for the name of the map layer or file, {band} for the band.</source>
        <translation>Le nom de la couche : un texte quelconque, unique parmi les résultats. {layer} y tient lieu du nom de la couche de la carte ou du fichier, {band} de la bande.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>A file, a name that GDAL opens, a URL, a map layer, or a product; or the tiles of one layer: a list of files, a pattern like dem/*.tif (** stands for folders at any depth), a folder, or an index of tiles. {tile}, {date:%Y_%m} and {constellation} stand for the product's.</source>
        <translation>Un fichier, un nom que GDAL ouvre, une URL, une couche du projet ou un produit ; ou les tuiles d'une couche : une liste de fichiers, un motif comme dem/*.tif (** désigne des dossiers à toute profondeur), un dossier ou un index de tuiles. {tile}, {date:%Y_%m} et {constellation} désignent ceux du produit.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>A number, counted from 1, or the band's description; of a product the band's name or id. Several as a list, a range like 1-3, or a pattern like B*; each is a layer, named by the band.</source>
        <translation>Un numéro, compté à partir de 1, ou la description de la bande ; pour un produit, le nom ou l'identifiant de la bande. Plusieurs sous forme de liste, d'intervalle comme 1-3 ou de motif comme B* ; chacune est une couche, nommée d'après la bande.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>The resampler, by its name in any case or rasterio's number; auto is nearest for classes and bilinear for all else, and the plan says why.</source>
        <translation>Le rééchantillonnage, par son nom (majuscules ou minuscules) ou par son numéro dans rasterio ; auto est nearest pour les classes et bilinear pour tout le reste, et le plan dit pourquoi.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>The number in the file that says that there is no value, in place of all that the file declares; none, where no number says so; or several, as file, 0, 250..255, where file stands for what the file declares.</source>
        <translation>Le nombre qui, dans le fichier, signifie l'absence de valeur, à la place de tout ce que le fichier déclare ; none si aucun nombre ne la signifie ; ou plusieurs, comme file, 0, 250..255, où file désigne ce que le fichier déclare.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>The CRS, like EPSG:4326 or as WKT.</source>
        <translation>Le SCR, comme EPSG:4326 ou en WKT.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Values are number * scale + offset; 1 changes nothing.</source>
        <translation>Les valeurs sont nombre * échelle + décalage ; 1 ne change rien.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Added after the scale; 0 changes nothing.</source>
        <translation>Ajouté après l'échelle ; 0 ne change rien.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>none ignores the file's mask and its alpha band: for a fourth band that is marked as alpha and holds near infrared.</source>
        <translation>none ignore le masque du fichier et sa bande alpha : pour une quatrième bande marquée comme alpha qui contient le proche infrarouge.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>What resamplers average: linear, the values; db, the power that decibels stand for; flags any and flags all, bits, each of its own: set where any, or all, of the valid pixels below have it, without a resampler (flags is flags any); angle, directions, round the circle (in degrees, or in radians where the file's unit says so). Where the negative weights of cubic or lanczos leave no power, as around a bright target, bilinear's is taken; where directions cancel each other there is no value.</source>
        <translation>Ce dont le rééchantillonnage fait la moyenne : linear, les valeurs ; db, la puissance que représentent les décibels ; flags any et flags all, des bits, chacun à part : mis là où l'un des pixels valides dessous l'a, ou tous, sans méthode de rééchantillonnage (flags est flags any) ; angle, des directions, autour du cercle (en degrés, ou en radians si l'unité du fichier le dit). Là où les poids négatifs de cubic ou de lanczos ne laissent aucune puissance, comme autour d'une cible brillante, celle de bilinear est prise ; là où des directions s'annulent il n'y a pas de valeur.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Of features, what becomes a pixel's value: share, the part of the pixel that they cover, 0 to 1; presence, 1 or 0; count, how many they are; distance, metres to the nearest, 0 inside; or an attribute, numbers as they are and texts as classes with names. In double quotes it is an attribute's name, whatever it is.</source>
        <translation>Des entités, ce qui devient la valeur d'un pixel : share, la part du pixel qu'elles couvrent, de 0 à 1 ; presence, 1 ou 0 ; count, leur nombre ; distance, les mètres jusqu'à la plus proche, 0 dedans ; ou un attribut, les nombres tels quels et les textes comme classes nommées. Entre guillemets doubles, c'est le nom d'un attribut, quel qu'il soit.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Of features, which: a condition like "class" = 'forest' AND height &gt; 5, in the SQL of GDAL, and in QGIS any of its expressions; is_selected() takes those that are selected in QGIS.</source>
        <translation>Des entités, lesquelles : une condition comme "class" = 'forest' AND height &gt; 5, dans le SQL de GDAL, et dans QGIS n'importe laquelle de ses expressions ; is_selected() prend celles qui sont sélectionnées dans QGIS.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Of polygons, which pixels they have: area, all of which they cover a part, where the value that covers most of a pixel has it; centre, those whose centre they contain. Lines and points have the pixels that they touch.</source>
        <translation>Des polygones, quels pixels ils ont : area, tous ceux dont ils couvrent une part, et la valeur qui couvre le plus d'un pixel l'emporte ; centre, ceux dont ils contiennent le centre. Les lignes et les points ont les pixels qu'ils touchent.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>The share of each pixel by area, 0 to 1, in place of classes: a layer for each class, all that the file names or a list of numbers and names. {class} in the name stands for the class.</source>
        <translation>La part de chaque pixel en surface, de 0 à 1, au lieu des classes : une couche par classe, toutes celles que nomme le fichier ou une liste de numéros et de noms. {class} dans le nom désigne la classe.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>The wanted time of a file with several: acquisition, the product's; a date like 2022-10-05T11:54Z, in UTC where it has no zone; or none, for the first band. A band that is given wins.</source>
        <translation>La date voulue d'un fichier qui en a plusieurs : acquisition, celle du produit ; une date comme 2022-10-05T11:54Z, en UTC si elle n'a pas de fuseau ; ou none, pour la première bande. Une bande donnée l'emporte.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Which of the file's times: nearest, previous or next to the wanted one; or linear, which weighs the two around it. Sums and means over intervals are taken by the interval that holds the time, and never weighed.</source>
        <translation>Laquelle des dates du fichier : nearest, la plus proche de la date voulue, previous, la précédente, ou next, la suivante ; ou linear, qui pondère les deux qui l'entourent. Les cumuls et moyennes sur des intervalles sont pris d'après l'intervalle contenant la date, et jamais pondérés.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>How far the file's time may be, as an ISO 8601 duration: PT3H, P1D. What is farther is refused.</source>
        <translation>L'écart permis à la date du fichier, en durée ISO 8601 : PT3H, P1D. Ce qui est plus loin est refusé.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>Which tile counts where several have a value: first or last in the order of the tiles (of a list as given, else by name), the mean of all, or nearest in time, the tile whose date in its name is nearest to the product's.</source>
        <translation>Quelle tuile compte là où plusieurs ont une valeur : first ou last dans l'ordre des tuiles (celui de la liste, sinon par nom), mean, la moyenne de toutes, ou nearest in time, la tuile dont la date dans le nom est la plus proche de celle du produit.</translation>
    </message>
    <message>
        <location filename="../../core/request/row_keys.py"/>
        <source>false leaves the row out of the run; the table keeps it.</source>
        <translation>false laisse la ligne de côté lors de l'exécution ; la table la garde.</translation>
    </message>
    <message>
        <location filename="../../core/request/time_choice.py"/>
        <source>time {value!r} is no time</source>
        <translation>time {value!r} n'est pas une date</translation>
    </message>
    <message>
        <location filename="../../core/request/time_choice.py"/>
        <source>Give acquisition, none, or a date like 2022-10-05T11:54Z.</source>
        <translation>Donnez acquisition, none, ou une date comme 2022-10-05T11:54Z.</translation>
    </message>
    <message>
        <location filename="../../core/request/time_choice.py"/>
        <source>within {value!r} is no duration</source>
        <translation>within {value!r} n'est pas une durée</translation>
    </message>
    <message>
        <location filename="../../core/request/time_choice.py"/>
        <source>Give an ISO 8601 duration, like PT3H for 3 hours or P1D for a day.</source>
        <translation>Donnez une durée ISO 8601, comme PT3H pour 3 heures ou P1D pour un jour.</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>Behind a path come |layername=NAME, |layerid=NUMBER or |subset=FILTER.</source>
        <translation>Derrière un chemin viennent |layername=NAME, |layerid=NUMBER ou |subset=FILTER.</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>Give a vector file, or an extent: xmin,xmax,ymin,ymax [EPSG:4326].</source>
        <translation>Donnez un fichier vectoriel, ou une emprise : xmin,xmax,ymin,ymax [EPSG:4326].</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>It has several layers ({names}): give one, like {path}|layername={name}.</source>
        <translation>Il a plusieurs couches ({names}) : donnez-en une, comme {path}|layername={name}.</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>Its filter leaves no feature: change it or leave it out.</source>
        <translation>Son filtre ne laisse aucune entité : changez-le ou retirez-le.</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>It has no layer {name!r}. It has {names}.</source>
        <translation>Il n'a pas de couche {name!r}. Il a {names}.</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>{filter!r} is no filter for it: that is like name = 'plot 1', with one of its fields: {fields}.</source>
        <translation>{filter!r} n'en est pas un filtre : celui-ci est comme name = 'plot 1', avec un de ses champs : {fields}.</translation>
    </message>
    <message>
        <location filename="../../core/request/vector_file.py"/>
        <source>it holds no features</source>
        <translation>il ne contient pas d'entités</translation>
    </message>
    <message>
        <location filename="../../core/request/window.py"/>
        <source>window {window}</source>
        <translation>fenêtre {window}</translation>
    </message>
    <message>
        <location filename="../../core/sources/coarse_look.py"/>
        <source>its numbers are too long for a float, like ids</source>
        <translation>ses nombres sont trop longs pour un flottant, comme des identifiants</translation>
    </message>
    <message>
        <location filename="../../core/sources/coarse_look.py"/>
        <source>a look at it finds {count} whole numbers only</source>
        <translation>un aperçu n'y trouve que {count} nombres entiers</translation>
    </message>
    <message>
        <location filename="../../core/sources/legend.py"/>
        <source>it has a palette</source>
        <translation>elle a une palette</translation>
    </message>
    <message>
        <location filename="../../core/sources/legend.py"/>
        <source>its classes have names</source>
        <translation>ses classes ont des noms</translation>
    </message>
    <message>
        <location filename="../../core/sources/legend.py"/>
        <source>it has a table of classes</source>
        <translation>elle a une table de classes</translation>
    </message>
    <message>
        <location filename="../../core/sources/legend.py"/>
        <source>{name!r} is a name of flags or classes</source>
        <translation>{name!r} est un nom d'indicateurs ou de classes</translation>
    </message>
    <message>
        <location filename="../../core/sources/masks.py"/>
        <source>it has {count} bands of flags, and {needed} are needed. nodata or raw leaves it out: in the dialog in Cleaning of the product's bands, in a command by CLEANING.</source>
        <translation>il a {count} bande(s) d'indicateurs, et il en faut {needed}. nodata ou raw s'en passe : dans la boîte de dialogue dans « Nettoyage des bandes du produit », dans une commande par CLEANING.</translation>
    </message>
    <message>
        <location filename="../../core/sources/masks.py"/>
        <source>it has {dtype} in place of flags</source>
        <translation>il contient du {dtype} au lieu d'indicateurs</translation>
    </message>
    <message>
        <location filename="../../core/sources/other_reader.py"/>
        <source>QGIS reads {name}</source>
        <translation>QGIS lit {name}</translation>
    </message>
    <message>
        <location filename="../../core/sources/source.py"/>
        <source>its numbers are complex, as in radar products (SLC)</source>
        <translation>ses valeurs sont complexes, comme dans les produits radar (SLC)</translation>
    </message>
    <message>
        <location filename="../../core/sources/source.py"/>
        <source>Give their amplitude in its place: "DERIVED_SUBDATASET:AMPLITUDE:{path}".</source>
        <translation>Donnez leur amplitude à sa place : "DERIVED_SUBDATASET:AMPLITUDE:{path}".</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/folders.py"/>
        <source>the folder {folder!r} has rasters of several formats ({ends})</source>
        <translation>le dossier {folder!r} contient des rasters de plusieurs formats ({ends})</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/folders.py"/>
        <source>Give a pattern for those that are tiles of one layer, like {pattern}.</source>
        <translation>Donnez un motif pour ceux qui sont les tuiles d'une couche, comme {pattern}.</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/folders.py"/>
        <source>no raster matches {pattern!r}</source>
        <translation>aucun raster ne correspond à {pattern!r}</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/folders.py"/>
        <source>Check the pattern: * stands for any letters, ** for any folders.</source>
        <translation>Vérifiez le motif : * désigne des lettres quelconques, ** des dossiers quelconques.</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/folders.py"/>
        <source>{folder!r} has {names}: check the pattern.</source>
        <translation>{folder!r} contient {names} : vérifiez le motif.</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/index_file.py"/>
        <source>the index of tiles {path!r} names no tile</source>
        <translation>l'index de tuiles {path!r} ne nomme aucune tuile</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/index_file.py"/>
        <source>Make it again with gdaltindex, or give the tiles' folder.</source>
        <translation>Refaites-le avec gdaltindex, ou donnez le dossier des tuiles.</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/index_file.py"/>
        <source>the index of tiles {path!r} has no field {name!r} to sort by</source>
        <translation>l'index de tuiles {path!r} n'a pas de champ {name!r} selon lequel trier</translation>
    </message>
    <message>
        <location filename="../../core/sources/tiles/index_file.py"/>
        <source>Mend its SortField.</source>
        <translation>Corrigez son SortField.</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/attribute.py"/>
        <source>it has no attribute {name!r} to burn</source>
        <translation>elle n'a pas d'attribut {name!r} à graver</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/attribute.py"/>
        <source>It has {fields}; share, presence, count and distance need none.</source>
        <translation>Elle a {fields} ; share, presence, count et distance n'en demandent aucun.</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/attribute.py"/>
        <source>the attribute {name!r} is a date</source>
        <translation>l'attribut {name!r} est une date</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/attribute.py"/>
        <source>Burn numbers or texts.</source>
        <translation>Gravez des nombres ou des textes.</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/files.py"/>
        <source>{path!r} has no layer {layer!r}</source>
        <translation>{path!r} n'a pas de couche {layer!r}</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/files.py"/>
        <source>Its layers are: {names}.</source>
        <translation>Ses couches sont : {names}.</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/files.py"/>
        <source>{path!r} is a table without places</source>
        <translation>{path!r} est une table sans géométries</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/files.py"/>
        <source>Give a layer with geometries.</source>
        <translation>Donnez une couche qui a des géométries.</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/reading.py"/>
        <source>it is a layer of a project that is not open here</source>
        <translation>c'est une couche d'un projet qui n'est pas ouvert ici</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/reading.py"/>
        <source>{filter!r} is no filter for it</source>
        <translation>{filter!r} n'est pas un filtre pour elle</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/reading.py"/>
        <source>Give one like name = 'plot 1', with its fields: {fields}.</source>
        <translation>Donnez-en un comme name = 'parcelle 1', avec ses champs : {fields}.</translation>
    </message>
    <message>
        <location filename="../../core/sources/vector/recognised.py"/>
        <source>{key} is of features, and {path!r} is a raster</source>
        <translation>{key} concerne les entités, et {path!r} est un raster</translation>
    </message>
    <message>
        <location filename="../../gui/desktop.py"/>
        <source>Stack product with exogenous…</source>
        <translation>Empiler un produit et des couches exogènes…</translation>
    </message>
    <message>
        <location filename="../../gui/desktop.py"/>
        <source>Collocate exogenous layers…</source>
        <translation>Colocaliser des couches exogènes…</translation>
    </message>
    <message>
        <location filename="../../gui/desktop.py"/>
        <source>Describe product…</source>
        <translation>Décrire un produit…</translation>
    </message>
    <message>
        <location filename="../../gui/desktop.py"/>
        <source>Python packages…</source>
        <translation>Paquets Python…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_actions.py"/>
        <source>Stack with product…</source>
        <translation>Empiler avec un produit…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_actions.py"/>
        <source>Collocate onto product…</source>
        <translation>Colocaliser sur un produit…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_actions.py"/>
        <source>Stack, clipped to this layer…</source>
        <translation>Empiler, découpé selon cette couche…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_actions.py"/>
        <source>A table without shapes is no area. Choose polygons.</source>
        <translation>Une table sans géométrie n'est pas une zone. Choisissez des polygones.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Layers of the project…</source>
        <translation>Couches du projet…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Files…</source>
        <translation>Fichiers…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Zoom to the layer</source>
        <translation>Zoomer sur la couche</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Copy as JSON</source>
        <translation>Copier en JSON</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Cut</source>
        <translation>Couper</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Paste</source>
        <translation>Coller</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Duplicate the selected rows</source>
        <translation>Dupliquer les lignes sélectionnées</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Remove the selected rows</source>
        <translation>Supprimer les lignes sélectionnées</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Make tiles of one layer</source>
        <translation>En faire les tuiles d'une couche</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Make one row of the selected rows, whose files are its tiles</source>
        <translation>Faire une seule ligne des lignes sélectionnées, dont les fichiers sont les tuiles</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/action_words.py"/>
        <source>Use in the run</source>
        <translation>Utiliser lors de l'exécution</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Choose a file…</source>
        <translation>Choisir un fichier…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>* (each band)</source>
        <translation>* (chaque bande)</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>by time</source>
        <translation>d'après la date</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>nearest for classes, else bilinear; the plan says why.</source>
        <translation>nearest pour des classes, sinon bilinear ; le plan dit pourquoi.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>The values themselves.</source>
        <translation>Les valeurs elles-mêmes.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>The power that decibels stand for: for radar in dB.</source>
        <translation>La puissance que représentent les décibels : pour le radar en dB.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Directions, round the circle: for aspect and wind.</source>
        <translation>Les directions, autour du cercle : pour l'exposition et le vent.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Bits, each set where any has it: for quality bands.</source>
        <translation>Des bits, chacun mis là où l'un l'a : pour les bandes de qualité.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Bits, each set where all have it.</source>
        <translation>Des bits, chacun mis là où tous l'ont.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>none: the values themselves</source>
        <translation>aucune : les valeurs elles-mêmes</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>A layer for each class: its share of the pixel by area.</source>
        <translation>Une couche par classe : sa part du pixel en surface.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>The part of the pixel that they cover, 0 to 1.</source>
        <translation>La part du pixel qu'elles couvrent, de 0 à 1.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>1 where they are, 0 elsewhere.</source>
        <translation>1 là où elles sont, 0 ailleurs.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>How many they are.</source>
        <translation>Leur nombre.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Metres to the nearest, 0 inside.</source>
        <translation>Les mètres jusqu'à la plus proche, 0 dedans.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>all features</source>
        <translation>toutes les entités</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>selected features</source>
        <translation>entités sélectionnées</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Those that are selected in QGIS when the run begins.</source>
        <translation>Celles qui sont sélectionnées dans QGIS quand l'exécution commence.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Those of which they cover a part, by the largest.</source>
        <translation>Ceux dont ils couvrent une part, selon la plus grande.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Those whose centre they contain.</source>
        <translation>Ceux dont ils contiennent le centre.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>as the source says</source>
        <translation>selon la source</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Ignored: for a fourth band of near infrared.</source>
        <translation>Ignorés : pour une quatrième bande de proche infrarouge.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Choose another…</source>
        <translation>En choisir un autre…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>product: {crs}</source>
        <translation>produit : {crs}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>project: {crs}</source>
        <translation>projet : {crs}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Add raster files</source>
        <translation>Ajouter des fichiers raster</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/delegates.py"/>
        <source>Choose a raster file</source>
        <translation>Choisir un fichier raster</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/details.py"/>
        <source>Nodata, CRS, scale and more</source>
        <translation>Nodata, SCR, échelle et plus</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/details.py"/>
        <source>No rows yet.</source>
        <translation>Pas encore de lignes.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/details.py"/>
        <source>Details of {name}; a change applies to %n selected row(s)</source>
        <translation>
            <numerusform>Détails de {name} ; un changement vaut pour %n ligne choisie</numerusform>
            <numerusform>Détails de {name} ; un changement vaut pour les %n lignes choisies</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/details.py"/>
        <source>Details of {name}</source>
        <translation>Détails de {name}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/fixes.py"/>
        <source>It holds classes, and {resampler} mixes their codes.</source>
        <translation>Elle contient des classes, et {resampler} mélange leurs codes.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/fixes.py"/>
        <source>Call it {name}</source>
        <translation>L'appeler {name}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/fixes.py"/>
        <source>Give it the product's CRS, {crs}</source>
        <translation>Lui donner le SCR du produit, {crs}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/fixes.py"/>
        <source>band {band}</source>
        <translation>la bande {band}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/fixes.py"/>
        <source>Take {what}</source>
        <translation>Prendre {what}</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/menus.py"/>
        <source>Add layers</source>
        <translation>Ajouter des couches</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/menus.py"/>
        <source>Inputs and steps of the model</source>
        <translation>Entrées et étapes du modèle</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/overlap_delegate.py"/>
        <source>The first tile with a value, in the order of the tiles.</source>
        <translation>La première tuile qui a une valeur, dans l'ordre des tuiles.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/overlap_delegate.py"/>
        <source>The last tile with a value.</source>
        <translation>La dernière tuile qui a une valeur.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/overlap_delegate.py"/>
        <source>The mean of all that have one.</source>
        <translation>La moyenne de toutes celles qui en ont une.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/overlap_delegate.py"/>
        <source>The tile dated nearest to the product.</source>
        <translation>La tuile dont la date est la plus proche de celle du produit.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Add layers of the project</source>
        <translation>Ajouter des couches du projet</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Search by name or file</source>
        <translation>Chercher par nom ou fichier</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Layers and bands</source>
        <translation>Couches et bandes</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Check all shown</source>
        <translation>Cocher tout ce qui est affiché</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Check none</source>
        <translation>Tout décocher</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Add %n row(s)</source>
        <translation>
            <numerusform>Ajouter %n ligne</numerusform>
            <numerusform>Ajouter %n lignes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The nearest source pixel, unchanged: for classes and masks.</source>
        <translation>Le pixel source le plus proche, inchangé : pour les classes et les masques.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>Smooth, from the pixels around: for measured values.</source>
        <translation>Lisse, d'après les pixels voisins : pour les valeurs mesurées.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>Smooth and sharper than bilinear; may overshoot a little.</source>
        <translation>Lisse et plus net que bilinear ; peut dépasser un peu les valeurs.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>Very smooth: blurs fine detail.</source>
        <translation>Très lisse : estompe les détails fins.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The sharpest of the smooth ones; may overshoot.</source>
        <translation>Le plus net des lisses ; peut dépasser les valeurs.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The mean of all pixels covered: for much coarser results.</source>
        <translation>La moyenne de tous les pixels couverts : pour des résultats bien plus grossiers.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The most frequent value: for classes in coarser results.</source>
        <translation>La valeur la plus fréquente : pour les classes, vers des pixels plus grossiers.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The greatest value covered.</source>
        <translation>La plus grande valeur couverte.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The least value covered.</source>
        <translation>La plus petite valeur couverte.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The middle value covered: ignores outliers.</source>
        <translation>La valeur médiane couverte : ignore les valeurs aberrantes.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>A quarter of the values covered are below.</source>
        <translation>Un quart des valeurs couvertes sont inférieures.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>Three quarters of the values covered are below.</source>
        <translation>Trois quarts des valeurs couvertes sont inférieures.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The total, by share of pixel: for counts and amounts.</source>
        <translation>Le total, par part de pixel : pour les effectifs et les quantités.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/resampler_help.py"/>
        <source>The root of the mean square.</source>
        <translation>La racine de la moyenne des carrés.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Band</source>
        <translation>Bande</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Resampler</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Nodata</source>
        <translation>NoData</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Scale</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Offset</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Domain</source>
        <translation>Domaine</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Fractions</source>
        <translation>Fractions</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Burn</source>
        <translation>Graver</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Touch</source>
        <translation>Contact</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Time</source>
        <translation>Date</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>When</source>
        <translation>Laquelle</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Within</source>
        <translation>Écart</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Overlap</source>
        <translation>Recouvrement</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>%n tile(s) of {name}</source>
        <translation>
            <numerusform>%n tuile de {name}</numerusform>
            <numerusform>%n tuiles de {name}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>Left out of the run: check the box to use the row.</source>
        <translation>Laissée de côté lors de l'exécution : cochez la case pour utiliser la ligne.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/rows.py"/>
        <source>Another row has this name too.</source>
        <translation>Une autre ligne porte aussi ce nom.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/rows.py"/>
        <source>Choose a file or a layer.</source>
        <translation>Choisissez un fichier ou une couche.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Show nodata, CRS, scale and more</source>
        <translation>Afficher NoData, SCR, échelle et plus</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Tables of the project</source>
        <translation>Tables du projet</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Open a table from a file</source>
        <translation>Ouvrir une table depuis un fichier</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Save the table to a file</source>
        <translation>Enregistrer la table dans un fichier</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>This could not be added: {reason}</source>
        <translation>Impossible de l'ajouter : {reason}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/table.py"/>
        <source>%n file(s), a row each.</source>
        <translation>
            <numerusform>%n fichier, une ligne chacun.</numerusform>
            <numerusform>%n fichiers, une ligne chacun.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Open a saved table</source>
        <translation>Ouvrir une table enregistrée</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Save the table</source>
        <translation>Enregistrer la table</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/table.py"/>
        <source>Tables as JSON</source>
        <translation>Tables en JSON</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Save in the project…</source>
        <translation>Enregistrer dans le projet…</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Save the table in the project</source>
        <translation>Enregistrer la table dans le projet</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Replace the table {name} of the project?</source>
        <translation>Remplacer la table {name} du projet ?</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Rename the table</source>
        <translation>Renommer la table</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Delete the table {name} from the project?</source>
        <translation>Supprimer la table {name} du projet ?</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/tables_menu.py"/>
        <source>Delete the table</source>
        <translation>Supprimer la table</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>as the file allows</source>
        <translation>selon le fichier</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>The acquisition where the file's times span it.</source>
        <translation>L'acquisition si les dates du fichier l'entourent.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>The first band.</source>
        <translation>La première bande.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>The nearest time, or the interval that holds the wanted.</source>
        <translation>La date la plus proche, ou l'intervalle contenant la date voulue.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>The last time before.</source>
        <translation>La dernière date avant.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>The first time after.</source>
        <translation>La première date après.</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/time_delegates.py"/>
        <source>Both, weighed by their distances.</source>
        <translation>Les deux, pondérées d'après leur distance.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/timeline.py"/>
        <source>%n time(s), {first} to {last}; acquisition {instant}</source>
        <translation>
            <numerusform>%n date, {first} à {last} ; acquisition {instant}</numerusform>
            <numerusform>%n dates, {first} à {last} ; acquisition {instant}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/timeline.py"/>
        <source>not known</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <location filename="../../gui/layer_table/view.py"/>
        <source>Drop layers or files here, or add them with the green plus below.</source>
        <translation>Déposez ici des couches ou des fichiers, ou ajoutez-les avec le plus vert ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py"/>
        <source>Switched off among the providers of Processing.</source>
        <translation>Désactivé parmi les fournisseurs de Traitement (Processing).</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py"/>
        <source>Open the options</source>
        <translation>Ouvrir les options</translation>
    </message>
    <message>
        <location filename="../../gui/packages/other_ways.py"/>
        <source>The packages can also come from elsewhere. They are used where QGIS's Python finds them in a version that fits; start QGIS again then.</source>
        <translation>Les paquets peuvent aussi venir d'ailleurs. Ils sont utilisés là où le Python de QGIS les trouve dans une version qui convient ; redémarrez alors QGIS.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/other_ways.py"/>
        <source>Debian and Ubuntu, where the release has rasterio 1.4 or newer:</source>
        <translation>Debian et Ubuntu, si la version a rasterio 1.4 ou plus récent :</translation>
    </message>
    <message>
        <location filename="../../gui/packages/other_ways.py"/>
        <source>Windows: start the OSGeo4W set-up, choose the advanced installation, and search for the packages:</source>
        <translation>Windows : lancez l'installateur OSGeo4W, choisissez l'installation avancée et cherchez les paquets :</translation>
    </message>
    <message>
        <location filename="../../gui/packages/other_ways.py"/>
        <source>A QGIS of conda, in its environment:</source>
        <translation>Un QGIS de conda, dans son environnement :</translation>
    </message>
    <message>
        <location filename="../../gui/packages/other_ways.py"/>
        <source>A computer without internet: on one of the same system that has it, pip download puts the packages into a folder; carry it over and press “From a folder…”.</source>
        <translation>Un ordinateur sans internet : sur un autre du même système qui l'a, pip download met les paquets dans un dossier ; apportez-le et cliquez sur « Depuis un dossier… ».</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Python packages of Exogenous</source>
        <translation>Paquets Python d'Exogenous</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>What Install runs:</source>
        <translation>Commande exécutée par Installer :</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>What pip says will be here.</source>
        <translation>Les messages de pip apparaîtront ici.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Exogenous needs Python packages that this QGIS lacks: {packages}. Install gets {names}: about {down} MB to download, {disk} MB on the disk, into {folder}. QGIS's own packages, numpy before all, stay as they are; Uninstall removes the folder again.</source>
        <translation>Exogenous a besoin de paquets Python qui manquent à ce QGIS : {packages}. Installer obtient {names} : environ {down} Mo à télécharger, {disk} Mo sur le disque, dans {folder}. Les paquets de QGIS, numpy avant tout, restent tels quels ; Désinstaller supprime ce dossier.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>All packages that the algorithms need are here. Install gets {names} anew: about {down} MB to download, {disk} MB on the disk, into {folder}.</source>
        <translation>Tous les paquets dont les algorithmes ont besoin sont là. Cette commande obtient à nouveau {names} : environ {down} Mo à télécharger, {disk} Mo sur le disque, dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>All packages that the algorithms need are here.</source>
        <translation>Tous les paquets dont les algorithmes ont besoin sont là.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Folder with the packages' wheels</source>
        <translation>Dossier des paquets (fichiers wheel)</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Copied to the clipboard:</source>
        <translation>Copié dans le presse-papiers :</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Removed. What is loaded stays loaded until QGIS is started again.</source>
        <translation>Supprimé. Ce qui est chargé le reste jusqu'au redémarrage de QGIS.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Its files are in use: they are removed when QGIS starts again.</source>
        <translation>Ses fichiers sont utilisés : ils seront supprimés au redémarrage de QGIS.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Done: Exogenous can be used now.</source>
        <translation>Terminé : Exogenous peut être utilisé.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel.py"/>
        <source>Done: start QGIS again.</source>
        <translation>Terminé : redémarrez QGIS.</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Cancel the installation</source>
        <translation>Annuler l'installation</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Copy command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>From a folder…</source>
        <translation>Depuis un dossier…</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Other ways</source>
        <translation>Autres moyens</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Uninstall</source>
        <translation>Désinstaller</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Installs from a folder of wheels (.whl), without internet</source>
        <translation>Installe depuis un dossier de fichiers wheel (.whl), sans internet</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>What is installed where, to read or to paste into a report</source>
        <translation>Ce qui est installé et où, à lire ou à coller dans un rapport</translation>
    </message>
    <message>
        <location filename="../../gui/packages/panel_buttons.py"/>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <location filename="../../gui/plan/footprint_map.py"/>
        <source>Grey: the product. Outlines: the layers. Hatched: the area of interest</source>
        <translation>En gris : le produit. Contours : les couches. Hachures : la zone d'intérêt</translation>
    </message>
    <message>
        <location filename="../../gui/plan/footprint_map.py"/>
        <source>Map of the product and the layers</source>
        <translation>Carte du produit et des couches</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/headline.py"/>
        <source>%n warning(s): show the plan</source>
        <translation>
            <numerusform>%n avertissement : montrer le plan</numerusform>
            <numerusform>%n avertissements : montrer le plan</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_panel.py"/>
        <source>What the run will do</source>
        <translation>Ce que fera l'exécution</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_panel.py"/>
        <source>The plan of the run appears here.</source>
        <translation>Le plan de l'exécution apparaît ici.</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_panel.py"/>
        <source>Choose a product and add layers to see what will happen.</source>
        <translation>Choisissez un produit et ajoutez des couches pour voir ce qui va se passer.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_panel.py"/>
        <source>Without %n wrong row(s) the run would make {result}.</source>
        <translation>
            <numerusform>Sans %n ligne erronée, le traitement produirait {result}.</numerusform>
            <numerusform>Sans les %n lignes erronées, le traitement produirait {result}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{cols} x {rows} px at {size}, {crs}, %n band(s), about {bytes}</source>
        <translation>
            <numerusform>{cols} x {rows} px à {size}, {crs}, %n bande, environ {bytes}</numerusform>
            <numerusform>{cols} x {rows} px à {size}, {crs}, %n bandes, environ {bytes}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>made from the other bands</source>
        <translation>faite à partir des autres bandes</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{what} of features</source>
        <translation>{what} d'entités</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>nothing to read, all nodata</source>
        <translation>rien à lire, tout est NoData</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>copied as it is, covers {share}</source>
        <translation>copiée telle quelle, couvre {share}</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>placed by its points, {resampler}, covers {share}</source>
        <translation>localisée par ses points, {resampler}, couvre {share}</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{source} to {result}, {resampler}, covers {share}</source>
        <translation>{source} vers {result}, {resampler}, couvre {share}</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{source} to {result}, {resampler} of an overview, covers {share}</source>
        <translation>{source} vers {result}, {resampler} d'un aperçu, couvre {share}</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_text.py"/>
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n octet</numerusform>
            <numerusform>%n octets</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{size} TB</source>
        <translation>{size} To</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{size} GB</source>
        <translation>{size} Go</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{size} MB</source>
        <translation>{size} Mo</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{size} kB</source>
        <translation>{size} ko</translation>
    </message>
    <message>
        <location filename="../../gui/plan/plan_watch.py"/>
        <source>Reading the headers…</source>
        <translation>Lecture des en-têtes…</translation>
    </message>
    <message>
        <location filename="../../gui/plan/preview_layers.py"/>
        <source>Preview: {name}</source>
        <translation>Aperçu : {name}</translation>
    </message>
    <message>
        <location filename="../../gui/plan/quick_preview.py"/>
        <source>Stop the preview</source>
        <translation>Arrêter l'aperçu</translation>
    </message>
    <message>
        <location filename="../../gui/plan/quick_preview.py"/>
        <source>Remove the preview</source>
        <translation>Retirer l'aperçu</translation>
    </message>
    <message>
        <location filename="../../gui/plan/quick_preview.py"/>
        <source>Quick preview on the map</source>
        <translation>Aperçu rapide sur la carte</translation>
    </message>
    <message>
        <location filename="../../gui/processing/batch_cell.py"/>
        <source>paste JSON or paths, or edit</source>
        <translation>collez du JSON ou des chemins, ou éditez</translation>
    </message>
    <message>
        <location filename="../../gui/processing/batch_cell.py"/>
        <source>Edit the exogenous layers in a table</source>
        <translation>Éditer les couches exogènes dans une table</translation>
    </message>
    <message>
        <location filename="../../gui/processing/changed_count.py"/>
        <source>{title} ({count} changed)</source>
        <translation>{title} ({count} modifié(s))</translation>
    </message>
    <message>
        <location filename="../../gui/processing/modeler_table.py"/>
        <source>the rows below</source>
        <translation>les lignes ci-dessous</translation>
    </message>
    <message>
        <location filename="../../gui/processing/modeler_table.py"/>
        <source>an expression</source>
        <translation>une expression</translation>
    </message>
    <message>
        <location filename="../../gui/processing/modeler_table.py"/>
        <source>Take the layers from</source>
        <translation>Prendre les couches dans</translation>
    </message>
    <message>
        <location filename="../../gui/processing/modeler_table.py"/>
        <source>The model's layers stay as they are until rows are added: {reason}</source>
        <translation>Les couches du modèle restent telles quelles tant qu'aucune ligne n'est ajoutée : {reason}</translation>
    </message>
    <message>
        <location filename="../../gui/processing/product_cell.py"/>
        <source>File…</source>
        <translation>Fichier…</translation>
    </message>
    <message>
        <location filename="../../gui/processing/product_cell.py"/>
        <source>.SAFE folder…</source>
        <translation>Dossier .SAFE…</translation>
    </message>
    <message>
        <location filename="../../gui/processing/product_cell.py"/>
        <source>Add products by pattern…</source>
        <translation>Ajouter des produits par motif…</translation>
    </message>
    <message>
        <location filename="../../gui/processing/product_cell.py"/>
        <source>Adds a row for each .SAFE folder or archive that is found</source>
        <translation>Ajoute une ligne pour chaque dossier .SAFE ou archive qui est trouvé</translation>
    </message>
    <message>
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>Add products by pattern</source>
        <translation>Ajouter des produits par motif</translation>
    </message>
    <message>
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>Names of folders or files, * for any letters; several with ; between</source>
        <translation>Noms de dossiers ou de fichiers, * pour des lettres quelconques, plusieurs noms séparés par un point-virgule</translation>
    </message>
    <message>
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>Patterns</source>
        <translation>Motifs</translation>
    </message>
    <message>
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>Looking…</source>
        <translation>Recherche…</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>%n product(s) found</source>
        <translation>
            <numerusform>%n produit trouvé</numerusform>
            <numerusform>%n produits trouvés</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/product/aoi_selector.py"/>
        <source>whole product</source>
        <translation>tout le produit</translation>
    </message>
    <message>
        <location filename="../../gui/product/aoi_selector.py"/>
        <source>polygons of a layer</source>
        <translation>polygones d'une couche</translation>
    </message>
    <message>
        <location filename="../../gui/product/aoi_selector.py"/>
        <source>extent</source>
        <translation>emprise</translation>
    </message>
    <message>
        <location filename="../../gui/product/aoi_selector.py"/>
        <source>none yet: choose or draw it</source>
        <translation>aucune : à choisir ou à dessiner</translation>
    </message>
    <message>
        <location filename="../../gui/product/aoi_selector.py"/>
        <source>There is no extent yet: draw it, or take the whole product.</source>
        <translation>Il n'y a pas encore d'emprise : dessinez-la, ou prenez le produit entier.</translation>
    </message>
    <message>
        <location filename="../../gui/product/aoi_selector.py"/>
        <source>There is no layer yet: choose it, or take the whole product.</source>
        <translation>Il n'y a pas encore de couche : choisissez-la, ou prenez le produit entier.</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_model.py"/>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>none beside layers, all without; e.g. RED, 8A, B11</source>
        <translation>aucune s'il y a des couches, toutes sinon ; p. ex. RED, 8A, B11</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>Bands of the product</source>
        <translation>Bandes du produit</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>search the bands</source>
        <translation>chercher parmi les bandes</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>Search the bands</source>
        <translation>Chercher parmi les bandes</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>Presets</source>
        <translation>Préréglages</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>Tick bands that are often wanted together</source>
        <translation>Cocher des bandes souvent voulues ensemble</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>Tick all</source>
        <translation>Tout cocher</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>Tick none</source>
        <translation>Tout décocher</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>None named: the result has the layers alone.</source>
        <translation>Aucune bande nommée : le résultat n'a que les couches.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/product/band_picker.py"/>
        <source>None named: the result has all %n band(s) of the product.</source>
        <translation>
            <numerusform>Aucune bande nommée : le résultat a la %n bande du produit.</numerusform>
            <numerusform>Aucune bande nommée : le résultat a les %n bandes du produit.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/product/band_picker.py"/>
        <source>The product has no band {names}.</source>
        <translation>Le produit n'a pas de bande {names}.</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_presets.py"/>
        <source>True colour</source>
        <translation>Couleurs naturelles</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_presets.py"/>
        <source>False colour, vegetation in red</source>
        <translation>Fausses couleurs, végétation en rouge</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_presets.py"/>
        <source>All of {size}</source>
        <translation>Toutes celles de {size}</translation>
    </message>
    <message>
        <location filename="../../gui/product/band_presets.py"/>
        <source>Everything</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>reading…</source>
        <translation>lecture…</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>a .SAFE folder, an archive, a raster file or a layer</source>
        <translation>un dossier .SAFE, une archive, un fichier raster ou une couche</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Choose a product</source>
        <translation>Choisir un produit</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Folder (.SAFE)…</source>
        <translation>Dossier (.SAFE)…</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Archive or file…</source>
        <translation>Archive ou fichier…</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Several rasters…</source>
        <translation>Plusieurs rasters…</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Layer of the project</source>
        <translation>Couche du projet</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Try it with a sample product</source>
        <translation>Essayer avec un produit d'exemple</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>making the sample, for the first time only…</source>
        <translation>création de l'exemple, cette fois seulement…</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Choose the folder of a product</source>
        <translation>Choisir le dossier d'un produit</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_selector.py"/>
        <source>Choose the rasters of a product</source>
        <translation>Choisir les rasters d'un produit</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_text.py"/>
        <source>cloud {percent} %</source>
        <translation>nuages {percent} %</translation>
    </message>
    <message>
        <location filename="../../gui/product/product_text.py"/>
        <source>metadata only, without images</source>
        <translation>métadonnées seules, sans images</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/product/product_text.py"/>
        <source>raster, %n band(s)</source>
        <translation>
            <numerusform>raster, %n bande</numerusform>
            <numerusform>raster, %n bandes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/widgets/project_layers.py"/>
        <source>its file is missing</source>
        <translation>son fichier manque</translation>
    </message>
    <message>
        <location filename="../../gui/widgets/project_layers.py"/>
        <source>pictures from a server ({provider}), without values to resample</source>
        <translation>images d'un serveur ({provider}), sans valeurs à rééchantillonner</translation>
    </message>
</context>
</TS>
