<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Exogenous</name>
    <message numerus="yes">
        <location filename="../../gui/layer_table/details.py"/>
        <source>Details of {name}; a change applies to %n selected row(s)</source>
        <translation>
            <numerusform>Details of {name}; a change applies to %n selected row</numerusform>
            <numerusform>Details of {name}; a change applies to %n selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/picker.py"/>
        <source>Add %n row(s)</source>
        <translation>
            <numerusform>Add %n row</numerusform>
            <numerusform>Add %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/row_display.py"/>
        <source>%n tile(s) of {name}</source>
        <translation>
            <numerusform>%n tile of {name}</numerusform>
            <numerusform>%n tiles of {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/table.py"/>
        <source>%n file(s), a row each.</source>
        <translation>
            <numerusform>%n file, a row each.</numerusform>
            <numerusform>%n files, a row each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/layer_table/timeline.py"/>
        <source>%n time(s), {first} to {last}; acquisition {instant}</source>
        <translation>
            <numerusform>%n time, {first} to {last}; acquisition {instant}</numerusform>
            <numerusform>%n times, {first} to {last}; acquisition {instant}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/headline.py"/>
        <source>%n warning(s): show the plan</source>
        <translation>
            <numerusform>%n warning: show the plan</numerusform>
            <numerusform>%n warnings: show the plan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_panel.py"/>
        <source>Without %n wrong row(s) the run would make {result}.</source>
        <translation>
            <numerusform>Without %n wrong row the run would make {result}.</numerusform>
            <numerusform>Without %n wrong rows the run would make {result}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{cols} x {rows} px at {size}, {crs}, %n band(s), about {bytes}</source>
        <translation>
            <numerusform>{cols} x {rows} px at {size}, {crs}, %n band, about {bytes}</numerusform>
            <numerusform>{cols} x {rows} px at {size}, {crs}, %n bands, about {bytes}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_text.py"/>
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/processing/products_dialog.py"/>
        <source>%n product(s) found</source>
        <translation>
            <numerusform>%n product found</numerusform>
            <numerusform>%n products found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/product/band_picker.py"/>
        <source>None named: the result has all %n band(s) of the product.</source>
        <translation>
            <numerusform>None named: the result has the %n band of the product.</numerusform>
            <numerusform>None named: the result has all %n bands of the product.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/product/product_text.py"/>
        <source>raster, %n band(s)</source>
        <translation>
            <numerusform>raster, %n band</numerusform>
            <numerusform>raster, %n bands</numerusform>
        </translation>
    </message>
</context>
</TS>
